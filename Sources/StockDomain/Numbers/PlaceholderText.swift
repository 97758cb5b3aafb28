/// Words that people write where a number is asked for and none is at hand (R16).
enum PlaceholderText {
    static func isPlaceholder(_ number: LotNumber) -> Bool {
        let bare = NumberText.bare(number)
        if bare.isEmpty { return true }
        let text = String(decoding: bare, as: UTF8.self)
        if words.contains(text) { return true }
        // `test1`, `dummy 02`, `no lot 3`: a counter after the word makes it no better.
        let stem = String(text.reversed().drop { $0.isASCII && $0.isNumber }.reversed())
        if stem.count < text.count {
            return text.count - stem.count <= 3 && stem.count >= 3 && words.contains(stem) && !labels.contains(stem)
        }
        return isAbbreviation(number) || isWord(number) || isSentence(number)
    }

    /// Single letters with a point or stroke between, such as `n/k` or `o. Nr.`.
    private static func isAbbreviation(_ number: LotNumber) -> Bool {
        let parts = number.text.split { " ./".contains($0) }
        return number.text.contains { "./".contains($0) } && (parts.count > 1 || number.text.hasSuffix("."))
            && parts.allSatisfy { $0.count <= 2 && $0.allSatisfy(\.isLetter) }
    }

    /// A word of small letters, such as `unreadable`: codes are hardly written so.
    private static func isWord(_ number: LotNumber) -> Bool {
        let text = number.text
        return text.count >= 4 && text.allSatisfy(\.isLetter) && text.dropFirst().allSatisfy(\.isLowercase)
            && text.lowercased().contains { vowels.contains($0) }
    }

    /// Several words of letters alone, such as `not readable` or `ask Martin`: something said, not something read off.
    private static func isSentence(_ number: LotNumber) -> Bool {
        let parts = number.text.split { " _.,:/".contains($0) }
        let sayable = parts.filter { part in
            part.count >= 2 && part.allSatisfy(\.isLetter) && part.lowercased().contains { vowels.contains($0) }
        }
        return parts.count >= 2 && sayable.count == parts.count && sayable.contains { $0.count >= 4 }
    }

    private static let vowels: Set<Character> = ["a", "e", "i", "o", "u", "y", "ä", "ö", "ü", "å", "é"]

    /// What a number is called; with a counter behind it, it may well be one.
    private static let labels: Set<String> = [
        "lot", "lots", "batch", "charge", "serial", "serie", "sn", "number", "nummer", "lote", "lotto", "partij",
        "parti",
        "new", "no", "nr", "id",
    ]

    private static let words: Set<String> = labels.union([
        // English
        "na", "none", "nil", "null", "nan", "void", "unknown", "unk", "unkn", "test", "tests", "testing", "tester",
        "testlot", "testbatch", "testserial", "tbd", "tbc", "tba", "todo", "missing", "misc", "various", "mixed",
        "dummy",
        "sample", "example", "temp", "temporary", "tmp", "default", "blank", "empty", "pending", "later", "nolot",
        "nolots", "nobatch", "noserial", "nonumber", "nosn", "nonr", "without", "withoutlot", "notknown",
        "notavailable", "notapplicable", "notgiven", "notread", "unreadable", "illegible", "nolabel", "seelabel",
        "seebox", "seepaper", "asabove", "ditto", "same", "other", "others", "whatever", "something", "anything",
        "stock", "oldstock", "unspecified", "undefined", "invalid", "error", "foo", "bar", "foobar", "fake", "xx",
        "placeholder", "ask", "x", "y", "z", "lotnumber", "batchnumber", "serialnumber",
        // German, French, Spanish, Italian, Dutch, Nordic, Polish
        "unbekannt", "keine", "kein", "keiner", "keines", "ohne", "ka", "keineangabe", "entfällt", "fehlt", "leer",
        "nichts", "egal", "muster", "inconnu", "inconnue", "sans", "sanslot", "aucun", "aucune", "vide", "manquant",
        "essai", "desconocido", "ninguno", "ninguna", "sin", "sinlote", "prueba", "vacio", "sconosciuto", "nessuno",
        "nessuna", "senza", "prova", "onbekend", "geen", "nvt", "leeg", "ukendt", "ingen", "okänd", "ukjent", "saknas",
        "tuntematon", "brak", "nieznany", "desconhecido", "nenhum", "sem", "teste",
    ])
}
