import Foundation
import SQLCore

/// One figure, with what the engine alone took in the same run and what it is held to.
struct Figure: Codable, Sendable {
    enum Unit: String, Codable, Sendable {
        case seconds = "s"
        case milliseconds = "ms"
        case megabytes = "MB"
        case perSecond = "1/s"
    }

    let name: String
    let engine: String
    let value: Double
    let unit: Unit
    /// In the same unit.
    var floor: Double?
    /// `value` over `floor`.
    var factor: Double?
    /// The most that the factor should be.
    var mostFactor: Double?
    /// The most that the value should be.
    var most: Double?
    var note: String?

    init(
        _ name: String, _ engine: SQLEngine, _ value: Double, _ unit: Unit, floor: Double? = nil,
        mostFactor: Double? = nil, most: Double? = nil, note: String? = nil
    ) {
        self.name = name
        self.engine = engine.rawValue
        self.value = value
        self.unit = unit
        self.floor = floor
        self.mostFactor = mostFactor
        self.most = most
        self.note = note
        factor = floor.map { value / $0 }
    }

    /// Whether it keeps within both limits, where it has any.
    var isMet: Bool {
        if let most, value > most { return false }
        if let factor, let mostFactor, factor > mostFactor { return false }
        return true
    }

    var hasTarget: Bool { most != nil || mostFactor != nil }
}

/// Everything measured in one run.
struct Report: Codable {
    var takenAt = ISO8601DateFormatter().string(from: Date())
    /// A busy machine makes figures in seconds worthless; factors of one run suffer less.
    var loadAverageAtStart = Machine.loadAverage
    var processors = ProcessInfo.processInfo.activeProcessorCount
    var figures: [Figure] = []

    func write(to path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        try encoder.encode(self).write(to: URL(filePath: path))
    }
}

enum Machine {
    /// Of the last minute.
    static var loadAverage: Double {
        var loads = [0.0]
        return getloadavg(&loads, 1) == 1 ? loads[0] : 0
    }
}
