import SQLCore

/// The recall of one lot of the year over HTTP, beside the statements that its answer needs.
struct RecallBenchmark {
    private let engine: SQLEngine
    private let workshop: Workshop

    init(_ engine: SQLEngine, _ workshop: Workshop) {
        self.engine = engine
        self.workshop = workshop
    }

    func figures() async throws -> [Figure] {
        guard let year = try workshop.year(engine) else { return [] }
        let recall = MeasuredRecall(of: "8952/007", product: "85123A", in: year, workshop, repetitions: 200)
        let found = try await recall.measured()
        return [
            Figure(
                "recall over HTTP, p50", engine, found.overHTTP, .milliseconds, floor: found.floor, mostFactor: 5,
                note: found.note),
            Figure(
                "recall in the program, p50", engine, found.inProgram, .milliseconds, floor: found.floor,
                note: found.note),
        ]
    }
}
