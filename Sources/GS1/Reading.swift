/// How the content of a delivery was understood.
struct Reading {
    let kind: Scan.Kind
    var elements: [Element] = []
    var problem: Problem?
    var warnings: [Warning] = []
    var mayBePlain = false

    init(_ delivery: Delivery) {
        let content = delivery.content
        if content.isEmpty {
            self.init(problem: Problem(.emptyData, "Nothing was scanned."))
        } else if case .gtin(let digits) = delivery.carrier {
            self.init(gtin: content, digits: digits)
        } else if delivery.carrier == .elementString {
            self.init(symbol: content)
        } else if LinkParts.isLink(content) {
            self.init(.digitalLink, by: DigitalLinkReader(content))
        } else if Reading.looksBracketed(content) {
            self.init(.elementString, by: BracketedReader(content))
            mayBePlain = problem?.code == .structure
        } else if let bare = Reading(bareNumber: content) {
            self = bare
        } else if delivery.carrier == .other {
            self.init(plain: content)
        } else {
            self.init(unmarked: content)
        }
    }
}

// MARK: - Marked texts

extension Reading {
    private init(problem: Problem) {
        kind = .error
        self.problem = problem
    }

    private init(_ kind: Scan.Kind, _ key: Element) {
        self.kind = kind
        elements = [key]
    }

    /// What a reader finds: its elements, and the problem that ended it or lies in the whole.
    private init(_ kind: Scan.Kind, by reader: some ElementReader) {
        var reader = reader
        var fault: Problem?
        do throws(Problem) {
            try reader.readAll()
        } catch {
            fault = error
        }
        problem = fault ?? Associations.problem(in: reader.elements)
        self.kind = problem == nil ? kind : .error
        elements = reader.elements
    }

    private init(gtin content: ArraySlice<Glyph>, digits: Int) {
        if let gtin = GTIN(content.text), content.count == digits {
            self.init(.gtin, Element(ai: "01", value: gtin.digits))
        } else {
            self.init(problem: Reading.fault(ofGTIN: content, digits: digits))
        }
    }

    private static func fault(ofGTIN content: ArraySlice<Glyph>, digits: Int) -> Problem {
        if let foreign = content.first(where: { !$0.isDigit }) {
            return Problem(.charset, "A GTIN holds digits only, not \(foreign.scalar.shown).", at: foreign.position)
        }
        let position = content.first?.position
        if content.count != digits {
            return Problem(.length, "This symbol holds \(digits) digits; here are \(content.count).", at: position)
        }
        return Problem(.checkDigit, "GTIN: \(ValueRule.check.objection(to: content.text)).", at: position)
    }

    /// What a GS1 symbol holds, or what a reader set to show brackets makes of it.
    private init(symbol content: ArraySlice<Glyph>) {
        if content.first?.opensBracket == true {
            self.init(.elementString, by: BracketedReader(content))
        } else {
            self.init(restoring: content)
        }
    }

    private init(data content: ArraySlice<Glyph>) {
        self.init(.elementString, by: ElementStringReader(content))
        warnings += [MissingSeparator.warning(in: elements)].compactMap { $0 }
    }

    /// Reads data as it stands or, when that fails, with separators for what a reader may send in their place.
    private init(restoring content: ArraySlice<Glyph>) {
        self.init(data: content)
        guard problem != nil, problem?.code != .requisite, let (text, standIn) = Separators.restored(in: content)
        else { return }
        let restored = Reading(data: text)
        // When no identifier follows, the character was no separator but a wrong one in a value.
        if restored.problem?.code == .unknownIdentifier || restored.problem?.code == .structure { return }
        self = restored
        warnings.append(.separatorShownAs(standIn))
    }
}

// MARK: - Unmarked texts

extension Reading {
    /// A GTIN of 8, 12, 13 or 14 digits or an SSCC, by length and check digit.
    private init?(bareNumber content: ArraySlice<Glyph>) {
        let text = content.text
        if let gtin = GTIN(text) {
            self.init(.gtin, Element(ai: "01", value: gtin.digits))
        } else if let sscc = SSCC(text) {
            self.init(.sscc, Element(ai: "00", value: sscc.digits))
        } else {
            return nil
        }
        mayBePlain = true
    }

    private init(plain content: ArraySlice<Glyph>) {
        kind = .plain
        mayBePlain = true
        let isAsLong = [8, 12, 13, 14].contains(content.count) && content.isAllDigits
        if isAsLong, let digit = CheckDigit.completing(content.dropLast().text) {
            warnings = [.almostGTIN(checkDigit: digit)]
        }
    }

    /// Data without any mark: GS1 when it reads as such or cannot have been meant otherwise, else plain.
    private init(unmarked content: ArraySlice<Glyph>) {
        // Most numbers that people give begin like an identifier; digits alone are too weak a hint.
        if content.isAllDigits && content.count <= 14 && !Reading.claimsGS1(content) {
            self.init(plain: content)
            return
        }
        self.init(restoring: content)
        let isReadable = problem == nil || problem?.code == .requisite
        if isReadable || Reading.claimsGS1(content) {
            mayBePlain = !content.contains { $0.isSeparator || $0.isControl }
        } else {
            self.init(plain: content)
        }
    }

    /// Whether a text that does not read as GS1 was nevertheless meant as such: it begins with a key, holds what only
    /// readers send, or is far too long for a number that begins with an identifier by chance.
    private static func claimsGS1(_ content: ArraySlice<Glyph>) -> Bool {
        if content.contains(where: { $0.isSeparator || $0.isControl || isGarbled($0.scalar) }) { return true }
        guard let identifier = ApplicationIdentifier(startOf: content) else { return false }
        let beginsWithKey = identifier.format.components.contains { $0.rule == .check }
        let digits = content.dropFirst(identifier.code.count).prefix(while: \.isDigit).count
        return beginsWithKey && digits >= 13 || content.count > 30
    }

    /// What a wrong character table makes of bytes, and digits that are not those of a barcode.
    private static func isGarbled(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\u{FFFD}" || (!scalar.isASCII && scalar.properties.numericType == .decimal)
    }

    /// Whether it begins with a bracket, or with an identifier whose opening bracket got lost.
    private static func looksBracketed(_ content: ArraySlice<Glyph>) -> Bool {
        if content.first?.opensBracket == true { return true }
        let code = content.prefix(while: \.isDigit)
        return (2...4).contains(code.count) && content.dropFirst(code.count).first?.scalar == ")"
    }
}
