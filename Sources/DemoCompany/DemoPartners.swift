import StockDomain

/// A supplier or customer of the demo company; contacts lead nowhere.
struct DemoPartner {
    let code: String
    let name: String
    let kind: Partner.Kind
    let country: String
    /// For phone, mail box and house number.
    let index: Int

    var email: String { "\(mailbox)@example.\(index.isMultiple(of: 3) ? "org" : "com")" }
    /// Of the range that the British regulator keeps for drama.
    var phone: String { "+44 20 7946 0\(padded(index, 3))" }
    var address: String {
        let streets = ["Example Street", "Example Road", "Example Lane", "Example Square"]
        return "\(index * 7 % 180 + 1) \(streets[index % streets.count])"
    }

    private var mailbox: String {
        let letters = name.lowercased().map { $0.isLetter && $0.isASCII ? $0 : "." }
        return String(letters).split(separator: ".").joined(separator: ".")
    }
}

enum DemoPartners {
    static let walkIn = "WALKIN"

    static let suppliers: [(partner: DemoPartner, pattern: NumberPattern)] = [
        supplier(1, "Savanna Nut Company", "South Africa", .dayAndLetter("L")),
        supplier(2, "Heather Moor Apiaries", "United Kingdom", .week),
        supplier(3, "Vale Fruit Kitchens", "United Kingdom", .dayAndLetter("F")),
        supplier(4, "Meridian Pantry Supply", "Netherlands", .bestBeforeMonth),
        supplier(5, "Karité Cooperative", "Ghana", .running("KC", from: 4512)),
        supplier(6, "Tyneside Glassworks", "United Kingdom", .houseAndCount(8952)),
        supplier(7, "Closure & Cap", "Germany", .running("CC", from: 20_117)),
        supplier(8, "Alu Pack North", "Denmark", .week),
        supplier(9, "Fen Print & Board", "United Kingdom", .houseAndCount(310)),
        supplier(10, "Three Gardens Tea", "United Kingdom", .bestBeforeMonth),
        supplier(11, "Harbour Roasters", "United Kingdom", .dayAndLetter("R")),
        supplier(12, "Brabant Chocolate", "Belgium", .bestBeforeMonth),
        supplier(13, "Olive & Grain Imports", "Italy", .dayAndLetter("L")),
        supplier(14, "Wren Soap Works", "United Kingdom", .houseAndCount(7041)),
        supplier(15, "Linden Skin Care", "France", .running("LS", from: 88_203)),
        supplier(16, "Kestrel Power", "Taiwan", .running("KP", from: 1043)),
        supplier(17, "Aurora Audio", "Taiwan", .week),
        supplier(18, "Lumen Parts", "Poland", .houseAndCount(562)),
        supplier(19, "Fell Metal & Clay", "United Kingdom", .week),
        supplier(20, "Weavers’ Row Textiles", "Portugal", .week),
    ]

    private static func supplier(
        _ number: Int, _ name: String, _ country: String, _ pattern: NumberPattern
    ) -> (partner: DemoPartner, pattern: NumberPattern) {
        let code = "SUP-\(padded(number, 2))"
        return (DemoPartner(code: code, name: name, kind: .supplier, country: country, index: 900 + number), pattern)
    }

    /// 150 of them, the earlier ones buy more often.
    static let customers: [DemoPartner] = (0..<150).map { index in
        DemoPartner(
            code: "C\(1001 + index)", name: customerName(index), kind: .customer, country: customerCountry(index),
            index: index)
    }

    private static let places = [
        "Birch", "Harbour", "Mill Lane", "Old Bakery", "Foxglove", "Castle Hill", "Rookery", "Quayside", "Primrose",
        "Station Road", "Marlow’s", "Beacon", "Thistle", "Orchard", "Weir", "Lantern", "Saltmarsh", "Copper Kettle",
        "Abbey", "Kingfisher", "Hazelwood", "Pebble", "Bramble", "Northgate", "Willow",
    ]

    private static let trades = ["& Sons", "Deli", "Farm Shop", "Gifts", "Wholefoods", "Stores"]

    private static func customerName(_ index: Int) -> String {
        "\(places[index % places.count]) \(trades[(index / places.count + index % places.count) % trades.count])"
    }

    private static func customerCountry(_ index: Int) -> String {
        switch index % 15 {
        case 4: "Ireland"
        case 9: "Germany"
        case 13: "Netherlands"
        default: "United Kingdom"
        }
    }
}
