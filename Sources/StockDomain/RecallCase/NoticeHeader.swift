/// What days are about, from the words before them or above them.
enum DayKind: Sendable {
    case expires, produced, sent

    /// - Parameter key: letters of a word, or of two words in a row, in lower case.
    init?(_ key: String) {
        if DayKind.expiring.contains(key) {
            self = .expires
        } else if DayKind.producing.contains(key) {
            self = .produced
        } else if DayKind.sending.contains(key) {
            self = .sent
        } else {
            return nil
        }
    }

    private static let expiring: Set<String> = [
        "exp", "expiry", "expires", "expired", "expiration", "expiring", "expdate", "expirydate", "bb", "bbe", "bbd",
        "bestbefore", "bestby", "bestif", "useby", "usebefore", "sellby", "freezeby", "mhd", "mindesthaltbar",
        "mindesthaltbarkeit", "mindesthaltbarkeitsdatum", "haltbar", "haltbarkeit", "haltbarkeitsdatum", "verfall",
        "verfalldatum", "verfallsdatum", "verbrauchen", "verbrauchsdatum", "ablaufdatum",
    ]
    private static let producing: Set<String> = [
        "produced", "production", "productiondate", "manufactured", "manufacture", "mfg", "mfgdate", "mfd", "packed",
        "packaged", "made", "baked", "bottled", "processed", "hergestellt", "herstellung", "herstellungsdatum",
        "herstelldatum", "produziert", "produktion", "produktionsdatum", "abgefüllt", "abfüllung", "gebacken",
        "verpackt", "abgepackt",
    ]
    private static let sending: Set<String> = [
        "shipped", "dispatched", "despatched", "delivered", "delivery", "deliveries", "supplied", "geliefert",
        "ausgeliefert", "lieferung", "lieferungen", "lieferdatum", "versandt", "versendet",
    ]
}

/// What a line of headings says of the lines below it.
struct NoticeHeader {
    /// What the days of a line are about, from left to right.
    var days: [DayKind] = []
    var hasLots = false
    /// Whether the headings stand one below the other, so that a line holds one column.
    var isStacked = false
    /// Whether lines have come below it: then an empty line ends the table.
    var hasRows = false

    /// - Parameter hasDays: whether the line has days of its own, so that it is no line of headings.
    func after(_ line: NoticeWords, hasDays: Bool) -> NoticeHeader {
        if line.words.isEmpty { return hasRows && !isStacked ? NoticeHeader() : self }
        let hasNumbers = line.words.contains { $0.text.contains(where: \.isNumber) }
        if hasDays || hasNumbers {
            var header = self
            header.hasRows = true
            return header
        }
        let kinds = NoticeHeader.kinds(line.words.map(\.key))
        if !kinds.isEmpty || line.hasLotLabel, line.words.count <= 12 {
            // Headings may stand one below the other, as tables come out of a mail.
            let isOfOneColumn = line.words.count <= 3 && kinds.count + (line.hasLotLabel ? 1 : 0) == 1
            return NoticeHeader(
                days: isOfOneColumn ? days + kinds : kinds, hasLots: line.hasLotLabel || isOfOneColumn && hasLots,
                isStacked: isOfOneColumn)
        }
        // Running text ends a table.
        return line.words.count { !$0.key.isEmpty } > 7 ? NoticeHeader() : self
    }

    private static func kinds(_ keys: [String]) -> [DayKind] {
        var found: [DayKind] = []
        var index = 0
        while index < keys.count {
            let pair = index + 1 < keys.count ? keys[index] + keys[index + 1] : ""
            if let kind = DayKind(pair) {
                found.append(kind)
                index += 2
                continue
            }
            if let kind = DayKind(keys[index]) { found.append(kind) }
            index += 1
        }
        return found
    }
}
