import StockDomain

/// A column of a file of things that need not be there: an export writes what an import reads.
struct MasterDataColumn<Thing> {
    /// Whether a company without a switch sees nothing of it (R1, R4).
    enum Switch {
        case none, lots, dates
    }

    let name: String
    let belongsTo: Switch
    let text: (Thing) -> String
    let read: (MasterDataRow, inout Thing, inout FileFaults) -> Void

    /// Whether the column stands in an export of a company with these settings.
    func isShown(_ settings: Settings) -> Bool {
        switch belongsTo {
        case .none: true
        case .lots: settings.lotsAndSerials
        case .dates: settings.lotsAndSerials && settings.expirationDates
        }
    }

    static func flag(
        _ name: String, _ path: WritableKeyPath<Thing, Bool>, _ belongsTo: Switch = .none
    ) -> MasterDataColumn {
        MasterDataColumn(name: name, belongsTo: belongsTo, text: { yesOrNo($0[keyPath: path]) }) {
            $1[keyPath: path] = $0.flag(name, &$2)
        }
    }

    static func number(
        _ name: String, _ path: WritableKeyPath<Thing, Int?>, _ range: ClosedRange<Int>, _ belongsTo: Switch = .none
    ) -> MasterDataColumn {
        MasterDataColumn(name: name, belongsTo: belongsTo, text: { $0[keyPath: path].field }) {
            $1[keyPath: path] = $0.number(name, range, &$2)
        }
    }

    static func text(
        _ name: String, _ path: WritableKeyPath<Thing, String?>, _ belongsTo: Switch = .none
    ) -> MasterDataColumn {
        MasterDataColumn(name: name, belongsTo: belongsTo, text: { $0[keyPath: path].field }) { row, thing, _ in
            thing[keyPath: path] = row.optionalText(name)
        }
    }

    /// One of some words; an empty field is `usual`.
    static func word<Word: RawRepresentable & CaseIterable & Sendable>(
        _ name: String, _ path: WritableKeyPath<Thing, Word>, usual: Word, _ belongsTo: Switch = .none
    ) -> MasterDataColumn where Word.RawValue == String {
        MasterDataColumn(name: name, belongsTo: belongsTo, text: { $0[keyPath: path].rawValue }) {
            $1[keyPath: path] = $0.word(name, usual: usual, &$2)
        }
    }
}
