/// Faults found in a file, those of the first lines kept; there may be as many as rows.
public struct FileFaults: Sendable {
    /// How many are told one by one.
    public static let most = 100

    public private(set) var count = 0
    private var kept: [(line: Int, fault: Fault)] = []

    public init() {}

    public var isEmpty: Bool { count == 0 }

    public mutating func add(line: some BinaryInteger, _ code: String, _ detail: String) {
        count += 1
        let line = Int(line)
        if kept.count >= 2 * FileFaults.most {
            kept = Array(sorted.prefix(FileFaults.most))
        }
        kept.append((line, Fault("line \(line)", code, detail)))
    }

    private var sorted: [(line: Int, fault: Fault)] {
        kept.sorted { ($0.line, $0.fault.code) < ($1.line, $1.fault.code) }
    }

    /// In the order of the lines, at most `most`.
    public var first: [Fault] { sorted.prefix(FileFaults.most).map(\.fault) }

    /// Everything in one refusal: the first faults, and how many more there are.
    public func refusal() -> Refusal? {
        if isEmpty { return nil }
        let more = count - min(count, FileFaults.most)
        let lines = count == 1 ? "1 line is" : "\(count) lines are"
        let rest = more > 0 ? " The first \(FileFaults.most) are listed, and \(more) more." : ""
        return Refusal(
            .rule, "file_refused", "Nothing was imported: \(lines) not right.\(rest)", faults: first)
    }
}

/// What is doubtful in a file that is imported all the same, counted by code.
public struct FileWarnings: Sendable, Equatable {
    /// One kind of doubt.
    public struct Entry: Sendable, Equatable {
        public let code: String
        public fileprivate(set) var count: Int
        /// The first one in words.
        public let detail: String
        /// The first lines concerned.
        public fileprivate(set) var lines: [Int]
    }

    public static let linesKept = 10

    private var byCode: [String: Entry] = [:]

    public init() {}

    public mutating func add(line: some BinaryInteger, _ code: String, _ detail: String) {
        if byCode[code] == nil { byCode[code] = Entry(code: code, count: 0, detail: detail, lines: []) }
        byCode[code]?.count += 1
        if byCode[code].map({ $0.lines.count < FileWarnings.linesKept }) == true {
            byCode[code]?.lines.append(Int(line))
        }
    }

    /// By code.
    public var entries: [Entry] { byCode.values.sorted { $0.code < $1.code } }
}
