extension Vector {
    /// Texts in the form with brackets.
    static let bracketed: [Vector] = [
        Vector(
            "BR-002", "(01)09520002000019(10)LOT7(17)270630", .elementString,
            "(01)09520002000019(10)LOT7(17)270630",
            link: "https://id.gs1.org/01/09520002000019/10/LOT7?17=270630",
            fields: ["gtin": "09520002000019", "lot": "LOT7", "expiry": "2027-06-30"]),
        Vector(
            "BR-004", "(00)095200021234567897", .elementString,
            "(00)095200021234567897", link: "https://id.gs1.org/00/095200021234567897",
            fields: ["sscc": "095200021234567897"]),
        Vector(
            "BR-006", "(01)99520002000012(3103)001750(10)W1", .elementString,
            "(01)99520002000012(3103)001750(10)W1",
            link: "https://id.gs1.org/01/99520002000012/10/W1?3103=001750",
            fields: ["gtin": "99520002000012", "net_weight_kg": "1.75", "lot": "W1"]),
        Vector(
            "BR-009", "(01)09520002000019(10)A)B", .elementString,
            "(01)09520002000019(10)A)B", link: "https://id.gs1.org/01/09520002000019/10/A%29B",
            fields: ["gtin": "09520002000019", "lot": "A)B"]),
        Vector(
            "BR-010", "(01)09520002000019(10)A\\(B", .elementString,
            "(01)09520002000019(10)A\\(B", link: "https://id.gs1.org/01/09520002000019/10/A%28B",
            fields: ["gtin": "09520002000019", "lot": "A(B"]),
        Vector("BR-013", "01)09520002000019", .structure),
        Vector("BR-014", "(0109520002000019", .structure),
        Vector("BR-022", "(01)09520002000019(10)A(B", .structure),
        Vector("BR-024", "(01)9520002000019", .length),
        Vector("BR-025", "(01)095200020000191", .length),
        Vector("BR-026", "(01)09520002000014", .checkDigit),
        Vector("BR-028", "(01)09520002000019(17)271301", .date),
    ]
}
