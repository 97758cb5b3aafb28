import SQLCore

/// The recall scope of one raw material through three levels of production to a thousand deliveries, while the
/// database around it grows by files of a million movements.
struct ScaleBenchmark {
    private static let millionsAtEnds = [1, 5, 10]

    private let engine: SQLEngine
    private let workshop: Workshop

    init(_ engine: SQLEngine, _ workshop: Workshop) {
        self.engine = engine
        self.workshop = workshop
    }

    func figures() async throws -> [Figure] {
        let database = try workshop.database(engine, named: "scale")
        let trade = GrowingTrade()
        for (kind, text) in trade.masterData { try workshop.load(kind, text, into: database) }
        var figures: [Figure] = []
        var first: MeasuredRecall.Times?
        for million in 1...workshop.options.millions {
            Progress.say("movements of million \(million) into \(engine.rawValue)")
            try workshop.load("movements", trade.million(million), into: database)
            guard Self.millionsAtEnds.contains(million) || million == workshop.options.millions else { continue }
            let found = try await MeasuredRecall(
                of: GrowingTrade.rawLot, product: GrowingTrade.raw, in: database, workshop, repetitions: 40
            ).measured()
            figures += self.figures(million, found, beside: first)
            first = first ?? found
        }
        return figures
    }

    private func figures(
        _ million: Int, _ found: MeasuredRecall.Times, beside first: MeasuredRecall.Times?
    ) -> [Figure] {
        let name = "recall of \(GrowingTrade.deliveries) deliveries among \(million) million movements"
        var figures = [
            Figure(
                "\(name), in the program, p50", engine, found.inProgram, .milliseconds, floor: found.floor,
                mostFactor: 2, note: found.note),
            Figure("\(name), over HTTP, p50", engine, found.overHTTP, .milliseconds, floor: found.floor),
        ]
        if let first {
            // What it took among the first million stands where an engine's own time stands otherwise.
            figures.append(
                Figure(
                    "\(name), beside one million", engine, found.inProgram, .milliseconds, floor: first.inProgram,
                    mostFactor: million == 5 ? 1.5 : nil))
        }
        return figures
    }
}
