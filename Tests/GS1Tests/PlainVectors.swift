extension Vector {
    /// Symbols that hold a bare GTIN.
    static let bareNumbers: [Vector] = [
        Vector("PL-007", "]E495201047", .gtin, fields: ["gtin": "00000095201047"]),
        Vector("PL-010", "]E09520002000010", .checkDigit),
        Vector("PL-012", "]E495201048", .checkDigit),
    ]
}
