/// What the demo company buys, makes and sells; suppliers by their index in `DemoPartners.suppliers`.
enum Catalogue {
    static let products = ingredients + pastes + packaging + madeFood + tradedFood + cosmetics + electronics + household

    private static let ingredients: [DemoProduct] = [
        .ingredient("ING-PEANUT", "Peanuts, blanched", 900, from: 0, life: 360),
        .ingredient("ING-HAZEL", "Hazelnuts, roasted", 300, from: 0, life: 300),
        .ingredient("ING-HONEY", "Wildflower honey in drums", 600, from: 1, life: 720),
        .ingredient("ING-STRAW", "Strawberry purée", 300, from: 2, life: 200),
        .ingredient("ING-APRICOT", "Apricot purée", 300, from: 2, life: 200),
        .ingredient("ING-SUGAR", "Cane sugar", 1000, from: 3, life: 900),
        .ingredient("ING-COCOA", "Cocoa powder", 120, from: 3, life: 540),
        .ingredient("ING-OIL", "Sunflower oil", unit: "l", 400, from: 3, life: 365),
        .ingredient("ING-SALT", "Sea salt, fine", 100, from: 3, life: nil),
        .ingredient("ING-SHEA", "Shea butter", 120, from: 4, life: 540),
        .ingredient("ING-ALMOND", "Almond oil", unit: "l", 60, from: 4, life: 360),
        .ingredient("ING-WAX", "Beeswax pellets", 60, from: 1, life: nil),
        .ingredient("ING-LAVENDER", "Lavender oil", unit: "l", 10, from: 4, life: 720),
    ]

    private static let pastes: [DemoProduct] = [
        .paste(
            "SEM-PEANUT", "Peanut paste", 300, life: 270,
            of: [.units(306, "ING-PEANUT"), .thousandths(2_400, "ING-SALT")]),
        .paste("SEM-HAZEL", "Hazelnut paste", 100, life: 240, of: [.units(103, "ING-HAZEL")]),
    ]

    private static let packaging: [DemoProduct] = [
        .part("PAC-JAR370", "Glass jar 370 ml", .lot, 2400, from: 5),
        .part("PAC-LID63", "Twist-off lid 63 mm", .lot, 3000, from: 6),
        .part("PAC-BOT250", "Glass bottle 250 ml", .lot, 1400, from: 5),
        .part("PAC-TUBE75", "Aluminium tube 75 ml", .lot, 1500, from: 7),
        .part("PAC-TIN15", "Round tin 15 ml", .lot, 1200, from: 7),
        .part("PAC-CAP28", "Bottle cap 28 mm", .none, 2000, from: 6),
        .part("PAC-LABEL", "Label blank, food", .none, 5000, from: 8),
        .part("PAC-GIFT", "Gift carton", .none, 600, from: 8),
        .part("PAC-LEAFLET", "Leaflet “Where it comes from”", .none, 2000, from: 8),
    ]

    private static let madeFood: [DemoProduct] = [
        .made(
            "PNB-350", "Peanut butter, smooth 350 g", .food, 400, life: 365, weight: 8, atCounter: false,
            of: [.units(140, "SEM-PEANUT"), .units(400, "PAC-JAR370"), .units(400, "PAC-LID63")] + labels(400)),
        .made(
            "PNC-350", "Peanut butter, crunchy 350 g", .food, 300, life: 365, weight: 6,
            of: [
                .units(95, "SEM-PEANUT"), .units(10, "ING-PEANUT"), .units(300, "PAC-JAR370"),
                .units(300, "PAC-LID63"),
            ] + labels(300)),
        .made(
            "HZS-350", "Hazelnut cocoa spread 350 g", .food, 240, life: 300, weight: 5,
            of: [
                .units(50, "SEM-HAZEL"), .units(12, "ING-COCOA"), .units(18, "ING-SUGAR"),
                .thousandths(5_500, "ING-OIL"), .units(240, "PAC-JAR370"), .units(240, "PAC-LID63"),
            ] + labels(240)),
        .made(
            "HON-500", "Wildflower honey 500 g", .food, 400, life: 720, weight: 5,
            of: [.units(202, "ING-HONEY"), .units(400, "PAC-JAR370"), .units(400, "PAC-LID63")] + labels(400)),
        .made(
            "JAM-STR340", "Strawberry jam 340 g", .food, 300, life: 540, weight: 5,
            of: [
                .units(60, "ING-STRAW"), .units(45, "ING-SUGAR"), .units(300, "PAC-JAR370"), .units(300, "PAC-LID63"),
            ] + labels(300)),
        .made(
            "JAM-APR340", "Apricot jam 340 g", .food, 240, life: 540, weight: 3,
            of: [
                .units(48, "ING-APRICOT"), .units(36, "ING-SUGAR"), .units(240, "PAC-JAR370"),
                .units(240, "PAC-LID63"),
            ] + labels(240)),
        .made(
            "SAT-250", "Satay sauce 250 ml", .food, 350, life: 300, weight: 5, atCounter: false,
            of: [.units(200, "PNB-350"), .units(20, "ING-OIL"), .units(350, "PAC-BOT250"), .units(350, "PAC-CAP28")]
                + labels(350)),
        .made(
            "BOX-BREAK", "Gift box “Breakfast”", .food, 150, life: 240, weight: 4, most: 10, atCounter: false,
            of: [.units(150, "PNB-350"), .units(150, "HON-500"), .units(150, "JAM-STR340")] + giftCartons(150)),
        .made(
            "BAR-PEANUT", "Peanut bar 40 g", .food, 600, life: 180, weight: 5, most: 48,
            of: [.units(15, "SEM-PEANUT"), .units(6, "ING-SUGAR"), .units(3, "ING-HONEY")]),
    ]

    private static let tradedFood: [DemoProduct] = [
        .traded("TEA-EARL", "Earl Grey tea 100 g", .food, 240, from: 9, life: 720, weight: 4),
        .traded("TEA-MINT", "Peppermint tea 60 g", .food, 180, from: 9, life: 540, weight: 3),
        .traded("COF-250", "Coffee, whole beans 250 g", .food, 200, from: 10, life: 270, weight: 5),
        .traded("CHO-DARK", "Dark chocolate 72 % 100 g", .food, 300, from: 11, life: 365, weight: 5, most: 20),
        .traded("GRA-500", "Granola with nuts 500 g", .food, 160, from: 11, life: 240, weight: 3),
        .traded("OIL-OLIVE", "Olive oil, extra virgin 500 ml", .food, 180, from: 12, life: 540, weight: 3),
        .traded("PAS-500", "Spelt pasta 500 g", .food, 240, from: 12, life: 700, weight: 2),
    ]

    private static let cosmetics: [DemoProduct] = [
        .made(
            "HND-075", "Hand cream with shea 75 ml", .cosmetics, 240, life: 720, weight: 5, most: 12,
            of: [
                .units(9, "ING-SHEA"), .units(6, "ING-ALMOND"), .thousandths(120, "ING-LAVENDER"),
                .units(240, "PAC-TUBE75"),
            ]),
        .made(
            "LIP-015", "Lip balm 15 ml", .cosmetics, 200, life: 720, weight: 4, most: 12,
            of: [.thousandths(1_500, "ING-WAX"), .thousandths(1_200, "ING-SHEA"), .units(200, "PAC-TIN15")]),
        .traded("SOA-LAV", "Lavender soap 100 g", .cosmetics, 300, from: 13, life: 1000, weight: 5),
        .made(
            "BOX-SPA", "Gift box “Quiet evening”", .cosmetics, 60, life: 540, weight: 2, most: 6,
            of: [.units(60, "HND-075"), .units(60, "LIP-015"), .units(60, "SOA-LAV")] + giftCartons(60)),
        .traded("SHA-250", "Shampoo, nettle 250 ml", .cosmetics, 160, from: 13, life: 900, weight: 4),
        .traded("BDY-250", "Body lotion, oat 250 ml", .cosmetics, 160, from: 13, life: 900, weight: 3),
        .traded("MSK-050", "Clay face mask 50 ml", .cosmetics, 120, from: 14, life: 720, weight: 2),
        .traded("SUN-150", "Sun cream SPF 30 150 ml", .cosmetics, 140, from: 14, life: 900, weight: 3),
        .traded("SLT-400", "Bath salt, pine 400 g", .cosmetics, 120, from: 14, weight: 2),
    ]

    private static let electronics: [DemoProduct] = [
        .device("PWB-10K", "Power bank 10,000 mAh", 30, .bought(from: 15), warranty: 24, weight: 3, atCounter: true),
        .device("PWB-20K", "Power bank 20,000 mAh", 20, .bought(from: 15), warranty: 24, weight: 2),
        .device("SPK-MINI", "Bluetooth speaker Mini", 20, .bought(from: 16), warranty: 24, weight: 2, atCounter: true),
        .device("HDP-ON", "Headphones, on-ear", 16, .bought(from: 16), warranty: 24, weight: 2),
        .device(
            "LMP-NOVA", "Desk lamp Nova", 10,
            .made(of: [.units(10, "CMP-DRIVER"), .units(10, "CMP-LED"), .units(10, "CMP-ARM")]), warranty: 36,
            weight: 2),
        .part("CMP-DRIVER", "Lamp driver 12 V", .serial, 40, from: 17, group: .electronics),
        .part("CMP-LED", "LED board warm white", .lot, 100, from: 17, group: .electronics),
        .part("CMP-ARM", "Lamp arm, steel", .none, 60, from: 18, group: .electronics),
        .traded("THM-KIT", "Kitchen thermometer", .electronics, 80, from: 16, weight: 2, most: 6),
        .traded("CBL-USBC", "USB-C cable 1 m", .electronics, 150, tracking: .none, from: 15, weight: 3, most: 10),
    ]

    private static let household: [DemoProduct] = [
        .traded("MUG-STONE", "Stoneware mug", .household, 120, tracking: .none, from: 18, weight: 3, most: 12),
        .traded("TWL-LINEN", "Linen tea towel", .household, 100, tracking: .none, from: 19, weight: 2, most: 10),
        .traded("BAG-JUTE", "Jute bag", .household, 200, tracking: .none, from: 19, weight: 2, most: 20),
    ]

    private static func labels(_ count: Int64) -> [DemoProduct.Component] { [.units(count, "PAC-LABEL")] }

    private static func giftCartons(_ count: Int64) -> [DemoProduct.Component] {
        [.units(count, "PAC-GIFT"), .units(count, "PAC-LEAFLET")]
    }
}
