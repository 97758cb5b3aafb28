extension Vector {
    /// Web addresses.
    static let digitalLinks: [Vector] = [
        Vector(
            "DL-012", "https://id.gs1.org/414/9520002000019", .digitalLink,
            "(414)9520002000019", link: "https://id.gs1.org/414/9520002000019", fields: ["gln": "9520002000019"]),
        Vector(
            "DL-020", "http://example.com/01/09520002000019", .digitalLink,
            "(01)09520002000019", link: "https://id.gs1.org/01/09520002000019", fields: ["gtin": "09520002000019"]),
        Vector(
            "DL-021", "HTTPS://ID.GS1.ORG/01/09520002000019", .digitalLink,
            "(01)09520002000019", link: "https://id.gs1.org/01/09520002000019", fields: ["gtin": "09520002000019"]),
        Vector(
            "DL-028", "https://id.gs1.org/01/09520002000019/10/AB%2F12", .digitalLink,
            "(01)09520002000019(10)AB/12", link: "https://id.gs1.org/01/09520002000019/10/AB%2F12",
            fields: ["gtin": "09520002000019", "lot": "AB/12"]),
        Vector(
            "DL-030", "https://id.gs1.org/01/09520002000019/10/A%2BB", .digitalLink,
            "(01)09520002000019(10)A+B", link: "https://id.gs1.org/01/09520002000019/10/A%2BB",
            fields: ["gtin": "09520002000019", "lot": "A+B"]),
        Vector(
            "DL-035", "https://id.gs1.org/01/09520002000019/10/50%25", .digitalLink,
            "(01)09520002000019(10)50%", link: "https://id.gs1.org/01/09520002000019/10/50%25",
            fields: ["gtin": "09520002000019", "lot": "50%"]),
        Vector("DL-037", "https://id.gs1.org/01/09520002000019/10/A%20B", .charset),
        Vector("DL-044", "https://id.gs1.org/01/09520002000019/17/270630", .linkQualifierOrder),
        Vector("DL-045", "https://id.gs1.org/01/09520002000019?10=L1", .linkAttributeInPath),
        Vector("DL-047", "https://id.gs1.org/01/09520002000019?17=271301", .date),
        Vector("DL-051", "https://id.gs1.org/01/09520002000019?17=270630&17=270630", .duplicate),
        Vector("DL-052", "https://id.gs1.org/01/09520002000019?17=270630;10=L1", .length),
        Vector("DL-053", "https://id.gs1.org/gtin/09520002000019", .linkSyntax),
        Vector("DL-055", "https://id.gs1.org/01/9520002000019", .length),
        Vector("DL-057", "https://id.gs1.org/01/09520002000019/10/", .emptyValue),
        Vector("DL-060", "https://example.com/products/42", .linkNoKey),
        Vector("DL-061", "ftp://id.gs1.org/01/09520002000019", .linkSyntax),
        Vector("DL-064", "https://user@example.com/01/09520002000019", .linkSyntax),
    ]
}
