import StockDomain
import StockOperations

/// What people did on the last day that no history file can tell: held goods, typed doubtful numbers, began a count and
/// a change of level, announced a delivery, sold goods that get their numbers at the door, ground half of an order of
/// peanut paste, cooked and sold jam, rehearsed a recall of it.
struct DeskWork: Sendable {
    let operations: Operations
    let actor: Actor
    let clock: DemoClock

    /// - Parameter operations: they tell the time by `clock`.
    init(_ operations: Operations, by actor: Actor, _ clock: DemoClock) {
        self.operations = operations
        self.actor = actor
        self.clock = clock
    }

    func lay() async throws {
        try await setHabits()
        for work in [
            holdSuspiciousTea, receiveDoubtfulNumbers, announceDelivery, sellCameras, beginCount,
            beginNumberingTowels, weighGoods, makePaste,
        ] {
            clock.pass(minutes: 9)
            try await work()
        }
        try await rehearseRecall(of: cookJam())
    }

    /// One shop is counted every month, one customer is particular.
    private func setHabits() async throws {
        _ = try await operations.change(SettingsChange(currency: .set("GBP")), command) { _ in done }
        _ = try await operations.changeLocation(
            History.shops[1].code, LocationChange(countIntervalDays: .set(30)), command
        ) { _ in done }
        _ = try await operations.changePartner(
            DemoPartners.customers[4].code,
            PartnerChange(demands: DemandsChange(minRemainingDays: .set(60), singleLot: true)), command
        ) { _ in done }
    }

    private func holdSuspiciousTea() async throws {
        let lots = try await operations.lots(ofProduct: "TEA-EARL", LotFilter(isOnHand: true), limit: 1, as: actor)
        guard let lot = lots.items.first else { return }
        let hold = HoldRequest(kind: .quarantine, reason: "The laboratory has not answered yet")
        _ = try await operations.hold(lot.lot.id, hold, command) { _ in done }
        _ = try await operations.addNote(
            "Sample sent to the laboratory with the morning courier.", on: RecordKey(.lot, lot.lot.id.rawValue), command
        ) { _ in done }
    }

    /// Somebody in a hurry: a quantity and a run of keys where numbers belong.
    private func receiveDoubtfulNumbers() async throws {
        try await enter(
            .receipt, partner: 13, origin: "WSW-5520", [line("SLT-400", 24, "24; 12\nqwertz; 12")], now: true)
    }

    /// The papers of a delivery that is on its way, with its numbers.
    private func announceDelivery() async throws {
        let serials = (1...12).map { "KP2-\(padded($0, 4))" }.joined(separator: "\n")
        try await enter(.receipt, partner: 15, origin: "ASN KPW-3391", [line("PWB-20K", 12, serials)], now: false)
    }

    /// Cameras are plain goods inside and get their serials when a customer takes them (R5).
    private func sellCameras() async throws {
        _ = try await operations.createProduct(
            DeskWork.camera,
            ProductChange(
                name: "Doorbell camera", unit: "pcs", tracking: .set(.serial), capture: .set(.deliveryOnly),
                warrantyMonths: .set(24)), command
        ) { _ in done }
        try await enter(.receipt, partner: 16, origin: "AUR-1187", [line(DeskWork.camera, 40)], now: true)
        let sold = line(DeskWork.camera, 3, "DBC-70118\nDBC-70121\nDBC-70136")
        try await enter(.delivery, partner: 7, origin: "WEB-20398", [sold], now: true)
    }

    /// Half of a shelf is counted; the rest waits until the afternoon.
    private func beginCount() async throws {
        let request = DocumentRequest(
            kind: .count, location: History.shops[1].code, reason: "Monthly count",
            lines: [LineRequest(product: "CBL-USBC", quantity: Quantity(units: 3), pointer: "/lines/0")])
        _ = try await operations.create(request, command) { _ in done }
    }

    /// The towels are to be told apart by lot; one place has its numbers already.
    private func beginNumberingTowels() async throws {
        let wanted = TrackingChangeRequest(tracking: .lot)
        _ = try await operations.startTrackingChange(of: "TWL-LINEN", wanted, command) { _ in done }
        let found = FoundNumbersRequest(location: History.stock, pasted: "W2611-A; 20\nW2612-B; 10")
        _ = try await operations.fillTrackingChange(
            of: "TWL-LINEN", ChangeFillingRequest([found]), ifVersion: nil, command
        ) { _ in done }
    }

    // MARK: Shapes

    private static let camera = "CAM-DOOR"

    var command: Command { Command(by: actor) }

    /// The day of its clock.
    var today: CalendarDate { CompanyZone.utc.day(of: clock.now) }

    var done: Answer { Answer(status: 200, body: []) }

    func line(_ sku: String, _ units: Int64, _ numbers: String? = nil) -> LineRequest {
        LineRequest(product: sku, quantity: Quantity(units: units), pastedNumbers: numbers, pointer: "/lines/0")
    }

    /// - Parameter partner: the index of a supplier, for a delivery that of a customer.
    func enter(
        _ kind: DocumentKind, partner: Int, origin: String, _ lines: [LineRequest], now: Bool
    ) async throws {
        let code =
            kind == .delivery ? DemoPartners.customers[partner].code : DemoPartners.suppliers[partner].partner.code
        let request = DocumentRequest(
            kind: kind, partner: code, origin: origin, location: History.stock, lines: lines, doNow: now)
        _ = try await operations.create(request, command) { _ in done }
    }
}
