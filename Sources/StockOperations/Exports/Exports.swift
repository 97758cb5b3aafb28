import StockDomain
import StockStore
import TabularFiles

extension Operations {
    /// Writes what `kind` names as CSV, in constant memory; importing it into an empty company gives the same.
    ///
    /// - Parameters:
    ///   - sink: takes the bytes in order; may run on another thread. What it throws ends the export.
    ///   - progress: told the number of rows written, now and then.
    public func export(
        _ kind: ImportKind, by actor: Actor, to sink: @escaping @Sendable ([UInt8]) throws -> Void,
        progress: @escaping @Sendable (Int) -> Void = { _ in }
    ) async throws {
        try await read(as: actor) { store in
            let export = FileExport(store: store, writer: CSVWriter(to: sink), progress: progress)
            switch kind {
            case .products: try export.products(settings: store.settings())
            case .partners: try export.partners(settings: store.settings())
            case .stock: try export.stock(settings: store.settings())
            case .movements: try export.movements(settings: store.settings())
            }
            try export.writer.finish()
        }
    }
}

/// One export on its way.
final class FileExport {
    let store: Store
    let writer: CSVWriter
    private let progress: (Int) -> Void
    private var rows = 0

    init(store: Store, writer: CSVWriter, progress: @escaping (Int) -> Void) {
        self.store = store
        self.writer = writer
        self.progress = progress
    }

    func add(_ fields: [String]) throws {
        try writer.write(fields)
        rows += 1
        if rows % 8_192 == 0 { progress(rows) }
    }
}

/// A column of an export: its name and what it holds for a thing.
struct ExportColumn<Thing> {
    let name: String
    let text: (Thing) -> String

    init(_ name: String, _ text: @escaping (Thing) -> String) {
        self.name = name
        self.text = text
    }
}

/// A field in the words of our files.
func yesOrNo(_ flag: Bool) -> String { flag ? "yes" : "no" }

extension Optional where Wrapped: CustomStringConvertible {
    /// The text, or nothing.
    var field: String { self?.description ?? "" }
}
