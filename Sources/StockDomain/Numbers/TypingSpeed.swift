/// Serials that were typed one after another faster than anybody reads them off the goods (R16).
public enum TypingSpeed {
    /// How many numbers in a row must have come so fast.
    static let fewest = 5
    /// The longest pause between two of them, in milliseconds.
    static let longestPause: Int64 = 1_200
    /// Shorter texts may be typed in a second.
    static let fewestCharacters = 4

    /// - Parameter typed: the serials of one line in the order of their coming, with the moment of each.
    /// - Returns: those that belong to a quick row. Numbers of one moment came together, as a list does, and end it.
    public static func tooFast(_ typed: [(number: LotNumber, at: Instant)]) -> Set<LotNumber> {
        var tooFast: Set<LotNumber> = []
        var row: [LotNumber] = []
        func close() {
            if row.count >= fewest { tooFast.formUnion(row) }
            row = []
        }
        for (index, entry) in typed.enumerated() {
            if index > 0 {
                let pause = entry.at.milliseconds(since: typed[index - 1].at)
                if pause <= 0 || pause > longestPause { close() }
            }
            if entry.number.text.count >= fewestCharacters { row.append(entry.number) } else { close() }
        }
        close()
        return tooFast
    }

    public static let doubt = Doubt(
        .typedTooFast, "These serials were typed at one a second or faster. Were they read off the goods?")
}

extension Instant {
    fileprivate func milliseconds(since earlier: Instant) -> Int64 { (rawValue - earlier.rawValue) / 1_000 }
}
