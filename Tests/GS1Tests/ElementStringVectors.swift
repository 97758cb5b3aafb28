extension Vector {
    /// Data of GS1 symbols.
    static let elementStrings: [Vector] = [
        Vector(
            "ES-002", "]d2010952000200001921SN-0001\u{1D}10LOT7", .elementString,
            "(01)09520002000019(21)SN-0001(10)LOT7",
            link: "https://id.gs1.org/01/09520002000019/10/LOT7/21/SN-0001",
            fields: ["gtin": "09520002000019", "serial": "SN-0001", "lot": "LOT7"]),
        Vector(
            "ES-004", "]e00109520002000019", .elementString,
            "(01)09520002000019", link: "https://id.gs1.org/01/09520002000019", fields: ["gtin": "09520002000019"]),
        Vector(
            "ES-005", "]J1010952000200001910A", .elementString,
            "(01)09520002000019(10)A", link: "https://id.gs1.org/01/09520002000019/10/A",
            fields: ["gtin": "09520002000019", "lot": "A"]),
        Vector(
            "ES-010", "01095200020000191727063010LOT7", .elementString,
            "(01)09520002000019(17)270630(10)LOT7",
            link: "https://id.gs1.org/01/09520002000019/10/LOT7?17=270630",
            fields: ["gtin": "09520002000019", "expiry": "2027-06-30", "lot": "LOT7"]),
        Vector(
            "ES-011", "010952000200001910LOT7\u{1D}17270630", .elementString,
            "(01)09520002000019(10)LOT7(17)270630",
            link: "https://id.gs1.org/01/09520002000019/10/LOT7?17=270630",
            fields: ["gtin": "09520002000019", "expiry": "2027-06-30", "lot": "LOT7"]),
        Vector(
            "ES-013", "17270630010952000200001921X1\u{1D}10LOT7", .elementString,
            "(17)270630(01)09520002000019(21)X1(10)LOT7",
            link: "https://id.gs1.org/01/09520002000019/10/LOT7/21/X1?17=270630",
            fields: ["gtin": "09520002000019", "expiry": "2027-06-30", "serial": "X1", "lot": "LOT7"]),
        Vector(
            "ES-014", "0109520002000019\u{1D}10LOT7", .elementString,
            "(01)09520002000019(10)LOT7", link: "https://id.gs1.org/01/09520002000019/10/LOT7",
            fields: ["gtin": "09520002000019", "lot": "LOT7"]),
        Vector(
            "ES-018", "010952000200001910A21B\u{1D}2110X", .elementString,
            "(01)09520002000019(10)A21B(21)10X", link: "https://id.gs1.org/01/09520002000019/10/A21B/21/10X",
            fields: ["gtin": "09520002000019", "lot": "A21B", "serial": "10X"]),
        Vector("ES-020", "010952000200001910LOT7\u{1D}\u{1D}21S1", .structure, fields: ["gtin": "09520002000019"]),
        Vector("ES-023", "010952000200001", .length),
        Vector("ES-024", "010952000200001\u{1D}10A", .length),
        Vector("ES-025", "]d2", .emptyData),
        Vector("ES-026", "]C1", .emptyData),
        Vector(
            "ES-027", "010952000200001910ABCDEFGHIJ0123456789", .elementString,
            "(01)09520002000019(10)ABCDEFGHIJ0123456789",
            link: "https://id.gs1.org/01/09520002000019/10/ABCDEFGHIJ0123456789",
            fields: ["gtin": "09520002000019", "lot": "ABCDEFGHIJ0123456789"]),
        Vector("ES-028", "010952000200001910ABCDEFGHIJ0123456789X", .length),
        Vector(
            "ES-033", "010952000200001910(X)", .elementString,
            "(01)09520002000019(10)\\(X)", link: "https://id.gs1.org/01/09520002000019/10/%28X%29",
            fields: ["gtin": "09520002000019", "lot": "(X)"]),
        Vector("ES-034", "010952000200001910AB CD\u{1D}21S1", .charset),
        Vector("ES-035", "010952000200001910AB#CD\u{1D}21S1", .charset),
        Vector("ES-038", "010952000200001910AB[CD\u{1D}21S1", .charset),
        Vector("ES-039", "010952000200001910AB\\CD\u{1D}21S1", .charset),
        Vector("ES-041", "010952000200001910AB{CD\u{1D}21S1", .charset),
        Vector("ES-045", "010952000200001910AB\tCD\u{1D}21S1", .charset),
        Vector(
            "ES-046", "01095200020000192112345678901234567890", .elementString,
            "(01)09520002000019(21)12345678901234567890",
            link: "https://id.gs1.org/01/09520002000019/21/12345678901234567890",
            fields: ["gtin": "09520002000019", "serial": "12345678901234567890"]),
        Vector("ES-047", "010952000200001921123456789012345678901", .length),
        Vector("ES-053", "00095200021234567890", .checkDigit),
        Vector("ES-058", "010952000200001917AB0630", .charset),
        Vector(
            "ES-062", "010952000200001917270630", .elementString,
            "(01)09520002000019(17)270630", link: "https://id.gs1.org/01/09520002000019?17=270630",
            fields: ["gtin": "09520002000019", "expiry": "2027-06-30"]),
        Vector(
            "ES-065", "010952000200001913260102", .elementString,
            "(01)09520002000019(13)260102", link: "https://id.gs1.org/01/09520002000019?13=260102",
            fields: ["gtin": "09520002000019", "packaging_date": "2026-01-02"]),
        Vector(
            "ES-067", "010952000200001911260101152706301727123110L1", .elementString,
            "(01)09520002000019(11)260101(15)270630(17)271231(10)L1",
            link: "https://id.gs1.org/01/09520002000019/10/L1?11=260101&15=270630&17=271231",
            fields: [
                "gtin": "09520002000019", "production_date": "2026-01-01", "best_before": "2027-06-30",
                "expiry": "2027-12-31", "lot": "L1",
            ]),
        Vector(
            "ES-072", "010952000200001917280229", .elementString,
            "(01)09520002000019(17)280229", link: "https://id.gs1.org/01/09520002000019?17=280229",
            fields: ["gtin": "09520002000019", "expiry": "2028-02-29"]),
        Vector("ES-073", "010952000200001917270229", .date),
        Vector("ES-074", "010952000200001917270431", .date),
        Vector("ES-076", "010952000200001917270001", .date),
        Vector(
            "ES-085", "010952000200001917020101", .elementString,
            "(01)09520002000019(17)020101", link: "https://id.gs1.org/01/09520002000019?17=020101",
            fields: ["gtin": "09520002000019", "expiry": "2002-01-01"]),
        Vector(
            "ES-086", "010952000200001970032706301830\u{1D}10L1", .elementString,
            "(01)09520002000019(7003)2706301830(10)L1",
            link: "https://id.gs1.org/01/09520002000019/10/L1?7003=2706301830",
            fields: ["gtin": "09520002000019", "expiry_datetime": "2027-06-30T18:30", "lot": "L1"]),
        Vector(
            "ES-089", "010952000200001980082601020815\u{1D}10L1", .elementString,
            "(01)09520002000019(8008)2601020815(10)L1",
            link: "https://id.gs1.org/01/09520002000019/10/L1?8008=2601020815",
            fields: ["gtin": "09520002000019", "production_datetime": "2026-01-02T08:15", "lot": "L1"]),
        Vector(
            "ES-095", "01995200020000123103000000", .elementString,
            "(01)99520002000012(3103)000000", link: "https://id.gs1.org/01/99520002000012?3103=000000",
            fields: ["gtin": "99520002000012", "net_weight_kg": "0"]),
        Vector(
            "ES-096", "01995200020000123202000550", .elementString,
            "(01)99520002000012(3202)000550", link: "https://id.gs1.org/01/99520002000012?3202=000550",
            fields: ["gtin": "99520002000012", "net_weight_lb": "5.5"]),
        Vector(
            "ES-097", "01995200020000123153000750", .elementString,
            "(01)99520002000012(3153)000750", link: "https://id.gs1.org/01/99520002000012?3153=000750",
            fields: ["gtin": "99520002000012", "net_volume_l": "0.75"]),
        Vector("ES-099", "01995200020000123106000001", .unknownIdentifier),
        Vector("ES-101", "019952000200001231030017.5", .charset),
        Vector(
            "ES-107", "020952000200001915270630000952000212345678973724", .elementString,
            "(02)09520002000019(15)270630(00)095200021234567897(37)24",
            link: "https://id.gs1.org/00/095200021234567897?02=09520002000019&15=270630&37=24",
            fields: [
                "sscc": "095200021234567897", "content_gtin": "09520002000019", "count": "24",
                "best_before": "2027-06-30",
            ]),
        Vector(
            "ES-108", "02095200020000193724\u{1D}10L1", .requisite,
            "(02)09520002000019(37)24(10)L1", fields: ["content_gtin": "09520002000019", "count": "24", "lot": "L1"]),
        Vector("ES-110", "01095200020000193724", .exclusion),
        Vector("ES-113", "00095200021234567897020952000200001937123456789", .length),
        Vector(
            "ES-117", "4109520002000019", .elementString,
            "(410)9520002000019", fields: ["ship_to_gln": "9520002000019"]),
        Vector(
            "ES-120", "000952000212345678974210561000", .elementString,
            "(00)095200021234567897(421)0561000", link: "https://id.gs1.org/00/095200021234567897?421=0561000",
            fields: ["sscc": "095200021234567897", "ship_to_country": "056", "ship_to_post": "1000"]),
        Vector("ES-124", "0009520002123456789700195200020000000016", .repeatMismatch),
        Vector(
            "ES-133", "010952000200001921S1\u{1D}250SEC1", .elementString,
            "(01)09520002000019(21)S1(250)SEC1", link: "https://id.gs1.org/01/09520002000019/21/S1?250=SEC1",
            fields: ["gtin": "09520002000019", "serial": "S1", "secondary_serial": "SEC1"]),
        Vector(
            "ES-134", "0109520002000019240SUP-7\u{1D}241CUST-9\u{1D}10L1", .elementString,
            "(01)09520002000019(240)SUP-7(241)CUST-9(10)L1",
            link: "https://id.gs1.org/01/09520002000019/10/L1?240=SUP-7&241=CUST-9",
            fields: ["gtin": "09520002000019", "additional_id": "SUP-7", "customer_part": "CUST-9", "lot": "L1"]),
        Vector("ES-142", "8006095200020000190302", .pieceOfTotal),
        Vector(
            "ES-143", "800309520002000019ABC", .elementString,
            "(8003)09520002000019ABC", link: "https://id.gs1.org/8003/09520002000019ABC",
            fields: ["grai": "09520002000019ABC"]),
        Vector(
            "ES-144", "80049520002ASSET-1", .elementString,
            "(8004)9520002ASSET-1", link: "https://id.gs1.org/8004/9520002ASSET-1", fields: ["giai": "9520002ASSET-1"]),
        Vector("ES-147", "80109520002PART1\u{1D}8011017", .zeroPrefix),
        Vector(
            "ES-148", "01095200020000198200https://example.com/p?x=1", .elementString,
            "(01)09520002000019(8200)https://example.com/p?x=1",
            fields: ["gtin": "09520002000019", "product_url": "https://example.com/p?x=1"]),
        Vector(
            "ES-149", "010952000200001910L1\u{1D}91BIN-A1", .elementString,
            "(01)09520002000019(10)L1(91)BIN-A1", link: "https://id.gs1.org/01/09520002000019/10/L1?91=BIN-A1",
            fields: ["gtin": "09520002000019", "lot": "L1", "internal_91": "BIN-A1"]),
        Vector(
            "ES-150", "90XXXXXXXXXXXXXXXXXXXXXXXXXXXXXX", .elementString,
            "(90)XXXXXXXXXXXXXXXXXXXXXXXXXXXXXX", fields: ["internal_90": "XXXXXXXXXXXXXXXXXXXXXXXXXXXXXX"]),
        Vector("ES-151", "90XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX", .length),
    ]
}
