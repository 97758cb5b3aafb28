import Foundation
import StockDomain
import TabularFiles

/// A file to import, with the digest by which it is known again.
public struct ImportFile: Sendable {
    let contents: Data
    public let digest: Digest

    public init(contents: Data) {
        self.contents = contents
        digest = Digest(of: contents)
    }

    /// - Throws: `FileFault` when there is no such file or it cannot be read.
    public init(path: String) throws(FileFault) {
        do {
            // Mapped, so that a large file does not count against our memory.
            try self.init(contents: Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe))
        } catch CocoaError.fileReadNoSuchFile, CocoaError.fileNoSuchFile {
            throw .notFound(path: path)
        } catch {
            throw .unreadable(path: path, reason: error.localizedDescription)
        }
    }

    func reader() throws(FileFault) -> CSVReader { try CSVReader(FileContents(contents)) }
}

/// The bytes of an import file, for the CSV reader.
private final class FileContents: ByteSource {
    private let contents: Data
    private(set) var bytesRead = 0
    var totalBytes: Int? { contents.count }

    init(_ contents: Data) {
        self.contents = contents
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileFault) -> Int {
        let start = contents.startIndex + bytesRead
        let count = contents.copyBytes(to: buffer, from: start..<min(start + buffer.count, contents.endIndex))
        bytesRead += count
        return count
    }
}

/// What a file holds.
public enum ImportKind: String, Sendable, CaseIterable {
    case products, partners, stock, movements
}

/// How an import is to be done.
public struct ImportOptions: Sendable {
    /// Reads, checks and tells what would be, and changes nothing.
    public var isDryRun: Bool
    /// Answers to what a form would ask, by code: `same` or `refuse`.
    public var answers: [String: String]

    public init(isDryRun: Bool = false, answers: [String: String] = [:]) {
        self.isDryRun = isDryRun
        self.answers = answers
    }
}

/// How far an import has come.
public struct ImportProgress: Sendable {
    public enum Phase: Sendable { case reading, checking, writing }

    public let phase: Phase
    /// Bytes of the file while reading, rows while writing.
    public let done: Int
    public let total: Int
    public let rows: Int
}

/// What an import did, or would do.
public struct ImportReport: Sendable, Equatable {
    /// Stock of one product at one place after the import.
    public struct StockRow: Sendable, Equatable {
        public let sku: String
        public let place: String
        public let quantity: Quantity
    }

    public let kind: ImportKind
    public var isDryRun = false
    public var rows = 0
    public var documents = 0
    public var postings = 0
    public var newLots = 0
    /// Settings that were turned on for the file's sake.
    public var switchedOn: [String] = []
    public var newCategories: [String] = []
    public var warnings: [FileWarnings.Entry] = []
    /// Only of a dry run: stock of the products in the file, by SKU and place.
    public var stockAfter: [StockRow] = []

    init(_ kind: ImportKind) {
        self.kind = kind
    }
}
