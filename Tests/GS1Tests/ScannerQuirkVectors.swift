extension Vector {
    /// What readers, keyboards and copied labels make of good data.
    static let scannerQuirks: [Vector] = [
        Vector(
            "SQ-003", "010952000200001910LOT7\u{1D}1727063021SN-1\r", .elementString,
            "(01)09520002000019(10)LOT7(17)270630(21)SN-1",
            link: "https://id.gs1.org/01/09520002000019/10/LOT7/21/SN-1?17=270630",
            fields: ["gtin": "09520002000019", "lot": "LOT7", "expiry": "2027-06-30", "serial": "SN-1"]),
        Vector(
            "SQ-006", "010952000200001910LOT7\u{1D}1727063021SN-1\t", .elementString,
            "(01)09520002000019(10)LOT7(17)270630(21)SN-1",
            link: "https://id.gs1.org/01/09520002000019/10/LOT7/21/SN-1?17=270630",
            fields: ["gtin": "09520002000019", "lot": "LOT7", "expiry": "2027-06-30", "serial": "SN-1"]),
        Vector(
            "SQ-007", "  010952000200001910LOT7\u{1D}1727063021SN-1  ", .elementString,
            "(01)09520002000019(10)LOT7(17)270630(21)SN-1",
            link: "https://id.gs1.org/01/09520002000019/10/LOT7/21/SN-1?17=270630",
            fields: ["gtin": "09520002000019", "lot": "LOT7", "expiry": "2027-06-30", "serial": "SN-1"]),
        Vector(
            "SQ-009", "\u{2}010952000200001910LOT7\u{1D}1727063021SN-1\u{3}", .elementString,
            "(01)09520002000019(10)LOT7(17)270630(21)SN-1",
            link: "https://id.gs1.org/01/09520002000019/10/LOT7/21/SN-1?17=270630",
            fields: ["gtin": "09520002000019", "lot": "LOT7", "expiry": "2027-06-30", "serial": "SN-1"]),
        Vector(
            "SQ-010", "\u{FEFF}010952000200001910LOT7\u{1D}1727063021SN-1", .elementString,
            "(01)09520002000019(10)LOT7(17)270630(21)SN-1",
            link: "https://id.gs1.org/01/09520002000019/10/LOT7/21/SN-1?17=270630",
            fields: ["gtin": "09520002000019", "lot": "LOT7", "expiry": "2027-06-30", "serial": "SN-1"]),
        Vector(
            "SQ-013", "010952000200001910LOT7^1727063021SN-1", .elementString,
            "(01)09520002000019(10)LOT7(17)270630(21)SN-1",
            link: "https://id.gs1.org/01/09520002000019/10/LOT7/21/SN-1?17=270630",
            fields: ["gtin": "09520002000019", "lot": "LOT7", "expiry": "2027-06-30", "serial": "SN-1"]),
        Vector(
            "SQ-015", "010952000200001910LOT7{GS}1727063021SN-1", .elementString,
            "(01)09520002000019(10)LOT7(17)270630(21)SN-1",
            link: "https://id.gs1.org/01/09520002000019/10/LOT7/21/SN-1?17=270630",
            fields: ["gtin": "09520002000019", "lot": "LOT7", "expiry": "2027-06-30", "serial": "SN-1"]),
        Vector(
            "SQ-019", "010952000200001910LOT7\\u001d1727063021SN-1", .elementString,
            "(01)09520002000019(10)LOT7(17)270630(21)SN-1",
            link: "https://id.gs1.org/01/09520002000019/10/LOT7/21/SN-1?17=270630",
            fields: ["gtin": "09520002000019", "lot": "LOT7", "expiry": "2027-06-30", "serial": "SN-1"]),
        Vector(
            "SQ-020", "010952000200001910LOT7\\u001D1727063021SN-1", .elementString,
            "(01)09520002000019(10)LOT7(17)270630(21)SN-1",
            link: "https://id.gs1.org/01/09520002000019/10/LOT7/21/SN-1?17=270630",
            fields: ["gtin": "09520002000019", "lot": "LOT7", "expiry": "2027-06-30", "serial": "SN-1"]),
        Vector(
            "SQ-025", "010952000200001910LOT7{FNC1}1727063021SN-1", .elementString,
            "(01)09520002000019(10)LOT7(17)270630(21)SN-1",
            link: "https://id.gs1.org/01/09520002000019/10/LOT7/21/SN-1?17=270630",
            fields: ["gtin": "09520002000019", "lot": "LOT7", "expiry": "2027-06-30", "serial": "SN-1"]),
        Vector(
            "SQ-027", "{FNC1}010952000200001910LOT7{FNC1}1727063021SN-1", .elementString,
            "(01)09520002000019(10)LOT7(17)270630(21)SN-1",
            link: "https://id.gs1.org/01/09520002000019/10/LOT7/21/SN-1?17=270630",
            fields: ["gtin": "09520002000019", "lot": "LOT7", "expiry": "2027-06-30", "serial": "SN-1"]),
        Vector(
            "SQ-030", "]D2010952000200001910LOT7\u{1D}1727063021SN-1", .elementString,
            "(01)09520002000019(10)LOT7(17)270630(21)SN-1",
            link: "https://id.gs1.org/01/09520002000019/10/LOT7/21/SN-1?17=270630",
            fields: ["gtin": "09520002000019", "lot": "LOT7", "expiry": "2027-06-30", "serial": "SN-1"]),
        Vector(
            "SQ-032", "]E0010952000200001910LOT7\u{1D}1727063021SN-1", .elementString,
            "(01)09520002000019(10)LOT7(17)270630(21)SN-1",
            link: "https://id.gs1.org/01/09520002000019/10/LOT7/21/SN-1?17=270630",
            fields: ["gtin": "09520002000019", "lot": "LOT7", "expiry": "2027-06-30", "serial": "SN-1"]),
        Vector(
            "SQ-036", "(01)09520002000019\r\n(10)LOT7\r\n(17)270630\r\n(21)SN-1\r\n", .elementString,
            "(01)09520002000019(10)LOT7(17)270630(21)SN-1",
            link: "https://id.gs1.org/01/09520002000019/10/LOT7/21/SN-1?17=270630",
            fields: ["gtin": "09520002000019", "lot": "LOT7", "expiry": "2027-06-30", "serial": "SN-1"]),
        Vector(
            "SQ-042", "01095200020000191727063010LOT7", .elementString,
            "(01)09520002000019(17)270630(10)LOT7",
            link: "https://id.gs1.org/01/09520002000019/10/LOT7?17=270630",
            fields: ["gtin": "09520002000019", "expiry": "2027-06-30", "lot": "LOT7"]),
        Vector(
            "SQ-044", "010952000200001910aBc1", .elementString,
            "(01)09520002000019(10)aBc1", link: "https://id.gs1.org/01/09520002000019/10/aBc1",
            fields: ["gtin": "09520002000019", "lot": "aBc1"]),
        Vector(
            "SQ-047", "010952000200001910LOT7\r\n010952000200001910LOT7\r\n", .elementString,
            "(01)09520002000019(10)LOT7", link: "https://id.gs1.org/01/09520002000019/10/LOT7",
            fields: ["gtin": "09520002000019", "lot": "LOT7"]),
        Vector("SQ-052", "\r\n", .emptyData),
        Vector("SQ-053", "]d2\u{1D}", .emptyData),
        Vector("SQ-054", "0109520002000019\u{0}10LOT7", .structure),
        Vector("SQ-055", "\u{FFFD}\u{FFFD}0109520002000019", .unknownIdentifier),
        Vector("SQ-056", "]d2010952000200001910\u{416}\u{410}", .charset),
        Vector("SQ-058", String(repeating: "9", count: 400), .length),
    ]
}
