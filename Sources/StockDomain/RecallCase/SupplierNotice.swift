/// A supplier's notice of a recall as it was pasted: the words in it that may mean numbers, days or products of ours.
public struct SupplierNotice: Sendable, Equatable {
    public var mentions: [Mention]
    /// Two words that may be one number with a space in it, such as `MHD 11-26`, one that may be a SKU of letters only,
    /// such as `ING-SALT` or `NUT`, or a short one where a lot is to stand: they count only where they are found as they stand.
    public var guesses: [Guess]

    /// Some words of the notice and what they may mean.
    public struct Mention: Sendable, Equatable {
        /// As they stand in the notice.
        public var words: String
        public var meaning: Meaning
        /// Where they stand; the first line is 0.
        public var lines: [Int]
        /// Whether they look like something else, such as a postcode, an order or a quantity, or may be read in two
        /// ways: what they find must be looked at before it counts.
        public var isDoubtful: Bool

        public init(words: String, meaning: Meaning, lines: [Int], isDoubtful: Bool = false) {
            self.words = words
            self.meaning = meaning
            self.lines = lines
            self.isDoubtful = isDoubtful
        }
    }

    public enum Meaning: Sendable, Hashable {
        /// A lot or serial number, ours or the supplier's; or an article number.
        case number(LotNumber)
        case numbers(NumberSpan)
        /// What a barcode says: `(01)09520002000019(10)ABC123`.
        case barcode(String)
        /// A phone number, a mail address and the like: it is told, and never looked up.
        case none
        case expires(DaySpan)
        case produced(DaySpan)
        /// When the supplier sent it; it came some days later.
        case sent(DaySpan)
    }

    /// Words that may be a number, and the lines on which they stand.
    public struct Guess: Sendable, Equatable {
        public var number: LotNumber
        public var lines: [Int]
    }

    /// Reads a text of any layout: running text, tables, quoted mails, in English and German.
    ///
    /// Quantities and the like may be read as numbers too: only what is found in our books counts in the end.
    public init(_ text: String) {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(NoticeWords.init)
        let order = DayOrder(lines)
        var reading = Reading()
        var header = NoticeHeader()
        for (index, words) in lines.enumerated() {
            var line = NoticeLine(words, order, header)
            for (words, meaning, isDoubtful) in line.mentions() {
                reading.add(words, meaning, isDoubtful: isDoubtful, on: index)
            }
            for guess in line.guesses() { reading.add(guess, on: index) }
            header = header.after(words, hasDays: line.hasDays)
        }
        mentions = reading.mentions
        guesses = reading.guesses
    }

    /// What was read so far; the same words with the same meaning are one mention.
    private struct Reading {
        var mentions: [Mention] = []
        var guesses: [Guess] = []
        private var placeOfMention: [Key: Int] = [:]
        private var placeOfGuess: [String: Int] = [:]

        private struct Key: Hashable {
            let words: String
            let meaning: Meaning
        }

        mutating func add(_ words: String, _ meaning: Meaning, isDoubtful: Bool, on line: Int) {
            if let place = placeOfMention[Key(words: words, meaning: meaning)] {
                mentions[place].lines.append(line)
                // What stands once where it means a number does not become doubtful by a second place.
                mentions[place].isDoubtful = mentions[place].isDoubtful && isDoubtful
                return
            }
            placeOfMention[Key(words: words, meaning: meaning)] = mentions.count
            mentions.append(Mention(words: words, meaning: meaning, lines: [line], isDoubtful: isDoubtful))
        }

        mutating func add(_ guess: LotNumber, on line: Int) {
            if let place = placeOfGuess[guess.text] {
                guesses[place].lines.append(line)
                return
            }
            placeOfGuess[guess.text] = guesses.count
            guesses.append(Guess(number: guess, lines: [line]))
        }
    }
}

/// What words of a supplier's notice mean in our books.
public struct NoticeFinding: Sendable, Equatable {
    public var words: String
    /// The parts of a scope that mean the lots found exactly.
    public var terms: [ScopeTerm]
    public var matches: [Match]

    public struct Match: Sendable, Equatable {
        public var lot: LotName
        public var foundBy: FoundBy
        /// Why it is only near; nil where it is found exactly.
        public var doubt: Doubt?

        public var isExact: Bool { doubt == nil }

        public init(lot: LotName, foundBy: FoundBy, doubt: Doubt? = nil) {
            self.lot = lot
            self.foundBy = foundBy
            self.doubt = doubt
        }
    }

    /// Why a lot is shown and not taken, first match first.
    public enum Doubt: String, Sendable, CaseIterable {
        /// Other leading zeros, case, hyphens, O and 0.
        case alike
        /// Of a product that the notice does not name.
        case otherProduct = "other_product"
        /// Never came from the supplier of the notice.
        case otherSupplier = "other_supplier"
        /// The words may be a postcode, an order or a quantity, or be read in two ways.
        case words
        /// Only its days fit, and the notice names other lots by their numbers.
        case besideNumbers = "beside_numbers"
        /// It came about when the supplier says that he sent it.
        case sentThen = "sent_then"
    }

    public init(words: String, terms: [ScopeTerm], matches: [Match]) {
        self.words = words
        self.terms = terms
        self.matches = matches
    }
}
