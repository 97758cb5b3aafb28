import GS1
import SQLCore
import StockDomain
import StockStore

/// A package that is scanned on a document: everything that its lines say of it is taken over (R31a).
struct PackageScanning {
    let store: Store
    let moment: Moment
    let command: Command
    let document: Document
    let lines: [DocumentLine]

    /// What came of the scan.
    struct Result {
        var package: Package
        /// The first line that it is on; nil when it is on none.
        var line: LineID?
        var warnings: [StockDomain.Warning] = []
    }

    /// - Returns: nil when the text names no package.
    func read(_ scan: Scan) throws -> Result? {
        guard document.kind.takesStock || document.kind == .receipt || document.kind == .customerReturn,
            let package = try package(ScannedNames(scan))
        else { return nil }
        let isFirst = try store.noteScan(of: package.id, on: document.id, at: moment.now, by: command.actor.id)
        var result = Result(package: package)
        if !isFirst {
            result.warnings.append(
                Warning("/text", "package_twice", "Package \(package.number) was scanned on \(document.number) before.")
            )
        }
        let own = lines.filter { $0.details.packageID == package.id }
        if !own.isEmpty {
            result.line = own[0].id
            if isFirst { try takeOver(own) }
        } else if document.kind.takesStock {
            result.line = try addLines(of: package)
        } else if isFirst {
            try waitForOthers()
            result.warnings.append(
                Warning(
                    "/text", "package_not_announced",
                    "Package \(package.number) is not announced on \(document.number): enter what is in it by hand."))
        }
        return result
    }

    /// The package that a text means: any SSCC, or a number that a package has and no goods do.
    private func package(_ names: ScannedNames) throws -> Package? {
        if let sscc = names.sscc {
            if let known = try store.package(number: sscc) { return known }
            if document.kind.takesStock {
                throw Refusal.rule("unknown_scan", "There is no package “\(sscc)”.", at: "/text")
            }
            return try PackageMaking(store: store, moment: moment).make(numbered: sscc)
        }
        guard let text = names.plain, let known = try store.package(number: PackageNumbers.meant(by: text)) else {
            return nil
        }
        if lines.contains(where: { $0.details.packageID == known.id }) { return known }
        let isGoods =
            try store.product(barcode: text) != nil || store.product(sku: text) != nil
            || !store.lots(LotFilter(number: text), before: nil, limit: 1).isEmpty
        return isGoods ? nil : known
    }

    /// What was announced of the package is done as announced.
    private func takeOver(_ own: [DocumentLine]) throws {
        for line in own {
            var done = line
            done.details.doneSoFar = line.quantity
            try store.update(done)
        }
        try waitForOthers(but: Set(own.map(\.id)))
    }

    /// Once somebody scans packages, those that he has not scanned have not come.
    private func waitForOthers(but own: Set<LineID> = []) throws {
        for line in lines
        where line.details.packageID != nil && line.details.doneSoFar == nil && !own.contains(line.id) {
            var waiting = line
            waiting.details.doneSoFar = .zero
            try store.update(waiting)
        }
    }

    /// A package that is to leave too asks, unless the document is empty so far.
    private func addLines(of package: Package) throws -> LineID? {
        if !lines.isEmpty {
            var decision = Decision()
            _ = decision.ask(
                "scan:product_not_on_document", "product_not_on_document",
                "Package \(package.number) is not on \(document.number). Add it?", ["add"], given: command.answers)
            _ = try decision.settled()
        }
        var planning = DocumentPlanning(store, moment)
        let planned = try planning.planLines(
            [LineRequest(product: "", package: package.number, pointer: "")], of: document.kind)
        try planning.settle()
        let added = planned.map { planned -> DocumentLine in
            var line = planned.line
            line.details.doneSoFar = line.quantity
            line.details.isUnplanned = true
            return line
        }
        return try store.insert(added, of: document.id).first?.id
    }
}

extension Store {
    /// The packages that a document's lines name, then those that were only scanned on it.
    func packages(of document: Document, _ lines: [LineView]) throws -> [DocumentPackage] {
        if document.kind == .count { return [] }
        // What was done at once was never scanned on.
        let mayBeScanned = document.state.isOpen || document.version > 2
        let scanned = mayBeScanned ? try scannedPackages(on: document.id) : []
        var named: [String] = []
        for number in lines.compactMap(\.package) where !named.contains(number) { named.append(number) }
        let moments = Dictionary(scanned.map { ($0.number, $0.at) }) { first, _ in first }
        let announced = named.map { DocumentPackage(number: $0, isAnnounced: true, scannedAt: moments[$0]) }
        let others = scanned.filter { !named.contains($0.number) }
        return announced + others.map { DocumentPackage(number: $0.number, isAnnounced: false, scannedAt: $0.at) }
    }
}
