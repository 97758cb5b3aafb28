/// At which level a product is best told apart, and where its numbers are captured (R8).
///
/// Without a reason that only a serial answers it is never serial; in doubt it is lot.
public struct LevelAdvice: Sendable, Equatable {
    public enum Level: String, Sendable, CaseIterable {
        case none, lot, serial
        /// Serials that belong to lots (R12).
        case lotAndSerial = "lot_and_serial"

        public var tracking: Tracking {
            switch self {
            case .none: .none
            case .lot: .lot
            case .serial, .lotAndSerial: .serial
            }
        }

        public var inWords: String {
            switch self {
            case .none: "no tracking"
            case .lot: "lots"
            case .serial: "serial numbers"
            case .lotAndSerial: "serial numbers that belong to lots"
            }
        }
    }

    /// Why, by a code for programs and a sentence for people.
    public struct Reason: Sendable, Equatable {
        public let code: String
        public let text: String

        init(_ code: String, _ text: String) {
            self.code = code
            self.text = text
        }
    }

    public let level: Level
    /// Nil where nothing is captured.
    public let capture: Capture?
    public let reasons: [Reason]

    public init(_ answers: LevelAnswers) {
        let serial = LevelAdvice.serialReasons(answers)
        let lot = LevelAdvice.lotReasons(answers)
        if !serial.isEmpty {
            level = lot.contains { $0.code != "high_value" } ? .lotAndSerial : .serial
            let isOutsideOnly =
                level == .serial && serial.allSatisfy { LevelAdvice.mattersOutsideOnly.contains($0.code) }
            capture = isOutsideOnly ? .deliveryOnly : .everyMove
            reasons = serial + lot + (isOutsideOnly ? [LevelAdvice.outsideOnly] : [])
        } else if !lot.isEmpty {
            level = .lot
            capture = .everyMove
            reasons = lot + [LevelAdvice.noSerialReason]
        } else if LevelAdvice.isDoubtful(answers) {
            level = .lot
            capture = .everyMove
            reasons = [LevelAdvice.inDoubt]
        } else {
            level = .none
            capture = nil
            reasons = [LevelAdvice.nothingSpeaksForIt]
        }
    }

    /// What is kept on the product as the reason of its level.
    public var inWords: String { reasons.map(\.text).joined(separator: " ") }

    // MARK: Reasons

    /// Reasons that are about a unit at the customer, so that nothing need be captured before it leaves.
    private static let mattersOutsideOnly: Set<String> = ["warranty", "proof_of_unit", "valuable_unit"]

    private static func serialReasons(_ answers: LevelAnswers) -> [Reason] {
        var reasons: [Reason] = []
        if answers.says(.recallByItem) {
            reasons.append(Reason("recall_by_item", "A recall would point to one item."))
        }
        if answers.says(.warranty) {
            reasons.append(
                Reason("warranty", "Warranty, service or registration belong to one unit."))
        }
        if answers.says(.proofOfUnit) {
            reasons.append(Reason("proof_of_unit", "It must be proven which unit a customer got."))
        }
        if answers.says(.regulationPerUnit) {
            reasons.append(
                Reason("regulation_per_unit", "A regulation or contract asks for a number on each unit."))
        }
        if answers.says(.highValue), answers[.interchangeable] == false {
            reasons.append(
                Reason("valuable_unit", "A unit is of high value, and to the customer not like another."))
        }
        return reasons
    }

    private static func lotReasons(_ answers: LevelAnswers) -> [Reason] {
        var reasons: [Reason] = []
        if answers.says(.recallByBatch) {
            reasons.append(Reason("recall_by_batch", "A recall would point to a batch."))
        }
        if answers.says(.expiry) {
            reasons.append(Reason("expiry", "The goods expire: all units of a lot share its dates."))
        }
        if answers.says(.runs) {
            reasons.append(Reason("runs", "Runs must lead back to a delivery or a production order."))
        }
        if answers.says(.regulation) {
            reasons.append(
                Reason("regulation", "A regulation or contract asks where the goods came from and went."))
        }
        if answers.says(.highValue), answers[.interchangeable] != false {
            reasons.append(
                Reason("high_value", "They are of high value: a lot keeps a recall of them small."))
        }
        return reasons
    }

    /// Whether a question is open whose answer could be a reason.
    private static func isDoubtful(_ answers: LevelAnswers) -> Bool {
        LevelQuestion.allCases.contains { $0 != .interchangeable && answers[$0] == nil }
    }

    private static let noSerialReason = Reason("no_serial_reason", "Nothing asks for a number on each unit.")
    private static let outsideOnly = Reason(
        "outside_only", "The numbers matter with the customer only: capturing them at delivery is enough.")
    private static let inDoubt = Reason(
        "in_doubt", "Not every question is answered: in doubt, lots keep a recall small at little cost.")
    private static let nothingSpeaksForIt = Reason(
        "nothing_speaks_for_it", "Nothing asks where these goods came from or went.")
}
