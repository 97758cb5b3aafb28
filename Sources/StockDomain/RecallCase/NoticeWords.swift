/// One line of a notice, word by word, with what each word is besides a number.
struct NoticeWords {
    struct Word {
        let text: String
        /// Its letters alone, in lower case: `Charge-Nr.` is `chargenr`.
        let key: String
        var use = Use.free
    }

    enum Use {
        /// May mean anything.
        case free
        /// Looks like something else than a lot, and may be one.
        case doubtful
        /// Looks like a postcode.
        case place
        /// A phone number, an address of the web, a time.
        case taken
    }

    var words: [Word]
    /// Whether it says that lots follow.
    let hasLotLabel: Bool

    private static let edges: Set<Character> = [
        ",", ";", ":", "(", ")", "[", "]", "\"", "“", "”", "„", "'", "’", ".", "#", "*", "•", ">", "<", "|", "=",
    ]

    init(_ line: some StringProtocol) {
        let pieces = String(line).split { $0.isWhitespace || "|;".contains($0) }
        words = pieces.flatMap(NoticeWords.parts).compactMap { part in
            let bare = NoticeWords.bare(part)
            return bare.isEmpty ? nil : Word(text: bare, key: bare.lowercased().filter(\.isLetter))
        }
        hasLotLabel = words.contains { NoticeWords.isLotLabel($0.key) }
        if NoticeWords.isMailHeader(line) {
            for index in words.indices { words[index].use = .taken }
        }
        markWebAndTimes()
        markPhones()
        markOtherThings()
    }

    /// A word without what stands around it; a barcode keeps its brackets.
    private static func bare(_ part: Substring) -> String {
        if part.hasPrefix("("), part.dropFirst().first?.isNumber == true, part.contains(")"), part.count > 16 {
            return String(String(part.reversed().drop { ".,:".contains($0) }.reversed()))
        }
        let start = part.drop { edges.contains($0) }
        let end = start.reversed().drop { edges.contains($0) }
        return String(end.reversed())
    }

    /// Splits what is written without blanks: `Lot:4711`, `A-1,B-2`, `01.05.-09.05.2026`.
    private static func parts(of part: Substring) -> [Substring] {
        if part.contains("@") || part.contains("://") { return [part] }
        if part.contains(",") { return part.split(separator: ",").flatMap(parts) }
        for mark in [":", "#"] as [Character] {
            let halves = part.split(separator: mark, maxSplits: 1, omittingEmptySubsequences: true)
            if halves.count == 2, isLabel(halves[0].lowercased().filter(\.isLetter)) {
                return [halves[0]] + parts(of: halves[1])
            }
        }
        for mark in ["-", "–", "—"] as [Character] {
            let halves = part.split(separator: mark, omittingEmptySubsequences: true)
            if halves.count == 2, halves.allSatisfy(isNumericDay) { return [halves[0], "-", halves[1]] }
        }
        return [part]
    }

    /// `01.05`, `01.05.2026`, `5/31/27`.
    private static func isNumericDay(_ text: Substring) -> Bool {
        let marks = text.filter { $0 == "." || $0 == "/" }
        return !marks.isEmpty && text.allSatisfy { $0.isNumber || $0 == "." || $0 == "/" }
    }

    // MARK: What words are

    static func isLotLabel(_ key: String) -> Bool { lotLabels.contains(key) }

    private static func isLabel(_ key: String) -> Bool {
        isLotLabel(key) || phoneLabels.contains(key) || otherLabels.contains(key) || DayKind(key) != nil
    }

    private static let lotLabels: Set<String> = [
        "lot", "lots", "batch", "batches", "serial", "serials", "code", "codes", "charge", "chargen", "los", "lose",
        "lotno", "lotnos", "lotnr", "lotnumber", "lotnumbers", "batchno", "batchnos", "batchnumber", "batchnumbers",
        "batchcode", "batchcodes", "lotcode", "lotcodes", "chargennr", "chargenr", "chargennummer", "chargennummern",
        "losnr", "losnummer", "losnummern", "serialno", "serialnumber", "seriennummer", "seriennummern", "sn",
    ]
    /// Between a label and what it is about: `Lot No. 4711`.
    static let filling: Set<String> = [
        "no", "nos", "nr", "nrn", "number", "numbers", "nummer", "nummern", "code", "codes", "is", "are", "was", "of",
    ]
    private static let phoneLabels: Set<String> = [
        "tel", "telefon", "telephone", "phone", "fax", "telefax", "mobile", "mobil", "cell", "call", "hotline", "ruf",
        "rufnummer", "freephone", "tollfree",
    ]
    private static let otherLabels: Set<String> = [
        "order", "orders", "po", "ref", "reference", "invoice", "rechnung", "rechnungsnummer", "rechnungsnr",
        "bestellung", "bestellnummer", "bestellnr", "auftrag", "auftragsnummer", "auftragsnr", "kundennummer",
        "kundennr", "customer", "account", "lieferschein", "lieferscheinnummer", "lieferscheinnr", "iban", "bic", "vat",
        "ustid", "ustidnr", "hrb", "hra", "steuernummer", "steuernr", "ticket", "zip", "plz", "postfach", "pobox",
    ]
    private static let units: Set<String> = [
        "pc", "pcs", "piece", "pieces", "unit", "units", "case", "cases", "carton", "cartons", "box", "boxes", "pallet",
        "pallets", "kg", "g", "ml", "l", "lb", "lbs", "oz", "stück", "stk", "karton", "kartons", "kisten", "paletten",
        "dosen", "gläser", "flaschen", "jars", "bottles", "cans", "eur", "usd", "gbp", "euro", "x",
    ]
    private static let streets: Set<String> = [
        "street", "road", "rd", "avenue", "ave", "lane", "drive", "boulevard", "blvd", "suite", "square", "court",
        "postfach", "straße", "strasse", "str", "platz", "allee", "weg",
    ]
    private static let streetEnds = ["straße", "strasse", "str", "platz", "allee", "weg", "gasse"]
    private static let states: Set<String> = Set(
        """
        AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA \
        RI SC SD TN TX UT VT VA WA WV WI WY DC
        """.split(separator: " ").map(String.init))

    /// `From:`, `Gesendet:` and the like of a mail that was quoted.
    private static func isMailHeader(_ line: some StringProtocol) -> Bool {
        let bare = line.drop { $0.isWhitespace || $0 == ">" || $0 == "*" || $0 == "|" }
        guard let colon = bare.firstIndex(of: ":") else { return false }
        let name = bare[..<colon].lowercased()
        if ["sent", "gesendet", "date", "datum"].contains(name) { return true }
        let isPerson = ["from", "von", "to", "an", "cc", "bcc", "kopie", "reply-to"].contains(name)
        return isPerson && (bare.contains("@") || !bare.contains(where: \.isNumber))
    }

    // MARK: Marking

    private mutating func markWebAndTimes() {
        for index in words.indices {
            let text = words[index].text
            let times = text.split(separator: ":", omittingEmptySubsequences: false)
            let isTime = times.count > 1 && times.allSatisfy { (1...2).contains($0.count) && $0.allSatisfy(\.isNumber) }
            if isTime || text.contains("@") || text.contains("://") || text.lowercased().hasPrefix("www.") {
                words[index].use = .taken
            }
        }
    }

    /// After a label such as `Tel.` or from a `+` on, as long as words have digits and no letters.
    private mutating func markPhones() {
        var isPhone = false
        for index in words.indices {
            let word = words[index]
            let isLetterLabel = index == 0 && ["t", "f", "m", "p"].contains(word.key) && word.text.count == 1
            if NoticeWords.phoneLabels.contains(word.key) || isLetterLabel {
                isPhone = true
            } else if word.text.hasPrefix("+"), word.text.contains(where: \.isNumber) {
                isPhone = true
                words[index].use = .taken
            } else if isPhone, word.key.isEmpty, word.text.contains(where: \.isNumber) {
                words[index].use = .taken
            } else if isPhone, !["us", "at", "uns", "unter", "on", "no", "nr"].contains(word.key), !word.key.isEmpty {
                isPhone = false
            }
        }
    }

    private mutating func markOtherThings() {
        let isAddress =
            !hasLotLabel
            && words.contains { word in
                NoticeWords.streets.contains(word.key)
                    || NoticeWords.streetEnds.contains { word.key.count > $0.count + 2 && word.key.hasSuffix($0) }
            }
        var label = ""
        for index in words.indices where words[index].use == .free {
            let word = words[index]
            let following = index + 1 < words.count ? words[index + 1] : nil
            let before = index > 0 ? words[index - 1].text : ""
            let isQuantity = word.key.isEmpty && following.map { NoticeWords.units.contains($0.key) } ?? false
            let isZIP = word.key.isEmpty && NoticeWords.states.contains(before)
            if isAddress || isQuantity || isZIP || NoticeWords.otherLabels.contains(label) {
                words[index].use = .doubtful
            } else if isPlace(word, following, isLast: index + 2 == words.count) {
                words[index].use = .place
            }
            // `Lot reference 4711` is about a lot.
            let goesOn = NoticeWords.isLotLabel(label) && NoticeWords.otherLabels.contains(word.key)
            if !goesOn, !NoticeWords.filling.contains(word.key) || word.key.isEmpty { label = word.key }
        }
    }

    /// `20457 Hamburg`, `D-20457 Hamburg` or `E16 2BX`, where nothing says that lots follow.
    private func isPlace(_ word: Word, _ following: Word?, isLast: Bool) -> Bool {
        if NoticeWords.isBritishPostcode(word.text, following?.text ?? "") { return true }
        guard !hasLotLabel, isLast || words.count <= 5, let following, following.text.first?.isUppercase == true,
            following.text.allSatisfy({ $0.isLetter || $0 == "-" })
        else { return false }
        let digits = word.text.drop { $0.isUppercase }.drop { $0 == "-" }
        return (4...5).contains(digits.count) && digits.allSatisfy(\.isNumber) && word.text.count - digits.count <= 3
    }

    static func isBritishPostcode(_ outward: String, _ inward: String) -> Bool {
        let area = outward.prefix { $0.isASCII && $0.isUppercase }
        let district = outward.dropFirst(area.count)
        return (1...2).contains(area.count) && (1...2).contains(district.count) && district.first?.isNumber == true
            && inward.count == 3 && inward.first?.isNumber == true
            && inward.dropFirst().allSatisfy { $0.isASCII && $0.isUppercase }
    }
}
