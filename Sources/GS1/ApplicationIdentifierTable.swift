extension ApplicationIdentifier {
    /// Every application identifier by its code.
    static let all: [String: ApplicationIdentifier] = {
        var byCode: [String: ApplicationIdentifier] = [:]
        for row in table.split(separator: "\n") {
            for identifier in identifiers(inRow: row) { byCode[identifier.code] = identifier }
        }
        return byCode
    }()

    /// The identifiers of one row; a row like `3100-3105` stands for six.
    private static func identifiers(inRow row: Substring) -> [ApplicationIdentifier] {
        let columns = row.split(separator: "|", omittingEmptySubsequences: false).map(trimmed)
        precondition(columns.count == 5, "A row has five columns: \(row)")
        return codes(columns[0]).map { code in
            ApplicationIdentifier(
                code: code, title: columns[4], format: ValueFormat(columns[1]),
                needs: Associations.groups(columns[2]),
                excludes: columns[3].split(separator: ",").map(String.init))
        }
    }

    private static func codes(_ column: String) -> [String] {
        let bounds = column.split(separator: "-")
        guard bounds.count == 2, let first = Int(bounds[0]), let last = Int(bounds[1]) else { return [column] }
        return (first...last).map(String.init)
    }

    private static func trimmed(_ column: Substring) -> String {
        String(column.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }

    /// Code | format | needs | never with | data title. Source: GS1 General Specifications, section 3.
    ///
    /// - Format: `N`, `X`, `Y`, `Z` are digits and the character sets 82, 39 and 64; `6` is a length, `..20` the most
    ///   characters, `[…]` may be missing; after the colon a `ValueRule`.
    /// - Needs: `,` or, `+` and; groups divided by `&` are needed each.
    /// - Needs and never with: `n` stands for any digit.
    ///
    /// Two identifiers of one measure (3102 and 3103) exclude each other without being listed.
    private static let table = """
        00|N18:check|||SSCC
        01|N14:check||255,37|GTIN
        02|N14:check|37|01,03|CONTENT
        03|N14:check||01,02,37|MTO GTIN
        10|X..20|01,02,03,8006,8026||BATCH/LOT
        11|N6:month|01,02,03,8006,8026||PROD DATE
        12|N6:month|8020||DUE DATE
        13|N6:month|01,02,03,8006,8026||PACK DATE
        15|N6:month|01,02,03,8006,8026||BEST BEFORE
        16|N6:month|01,02,03,8006,8026||SELL BY
        17|N6:month|01,02,03,255,8006,8026||USE BY OR EXPIRY
        20|N2|01,02,03,8006,8026||VARIANT
        21|X..20|01,03,8006|235|SERIAL
        22|X..20|01||CPV
        235|X..28|01||TPX
        240|X..30|01,02,03,8006,8026||ADDITIONAL ID
        241|X..30|01,02,03,8006,8026||CUST. PART No.
        242|N..6|01,02,03,8006,8026||MTO VARIANT
        243|X..20|01||PCN
        250|X..30|01+21,8006+21||SECONDARY SERIAL
        251|X..30|01,8006||REF. TO SOURCE
        253|N13:check [X..17]|||GDTI
        254|X..20|414||GLN EXTENSION COMPONENT
        255|N13:check [N..12]||01,02,415,8006,8020,8026|GCN
        30|N..8|01,02||VAR. COUNT
        3100-3105|N6|01,02||NET WEIGHT (kg)
        3110-3115|N6|01,02||LENGTH (m)
        3120-3125|N6|01,02||WIDTH (m)
        3130-3135|N6|01,02||HEIGHT (m)
        3140-3145|N6|01,02||AREA (m²)
        3150-3155|N6|01,02||NET VOLUME (l)
        3160-3165|N6|01,02||NET VOLUME (m³)
        3200-3205|N6|01,02||NET WEIGHT (lb)
        3210-3215|N6|01,02||LENGTH (in)
        3220-3225|N6|01,02||LENGTH (ft)
        3230-3235|N6|01,02||LENGTH (yd)
        3240-3245|N6|01,02||WIDTH (in)
        3250-3255|N6|01,02||WIDTH (ft)
        3260-3265|N6|01,02||WIDTH (yd)
        3270-3275|N6|01,02||HEIGHT (in)
        3280-3285|N6|01,02||HEIGHT (ft)
        3290-3295|N6|01,02||HEIGHT (yd)
        3300-3305|N6|00,01||GROSS WEIGHT (kg)
        3310-3315|N6|00,01||LENGTH (m), log
        3320-3325|N6|00,01||WIDTH (m), log
        3330-3335|N6|00,01||HEIGHT (m), log
        3340-3345|N6|00,01||AREA (m²), log
        3350-3355|N6|00,01||VOLUME (l), log
        3360-3365|N6|00,01||VOLUME (m³), log
        3370-3375|N6|01||KG PER m²
        3400-3405|N6|00,01||GROSS WEIGHT (lb)
        3410-3415|N6|00,01||LENGTH (in), log
        3420-3425|N6|00,01||LENGTH (ft), log
        3430-3435|N6|00,01||LENGTH (yd), log
        3440-3445|N6|00,01||WIDTH (in), log
        3450-3455|N6|00,01||WIDTH (ft), log
        3460-3465|N6|00,01||WIDTH (yd), log
        3470-3475|N6|00,01||HEIGHT (in), log
        3480-3485|N6|00,01||HEIGHT (ft), log
        3490-3495|N6|00,01||HEIGHT (yd), log
        3500-3505|N6|01,02||AREA (in²)
        3510-3515|N6|01,02||AREA (ft²)
        3520-3525|N6|01,02||AREA (yd²)
        3530-3535|N6|00,01||AREA (in²), log
        3540-3545|N6|00,01||AREA (ft²), log
        3550-3555|N6|00,01||AREA (yd²), log
        3560-3565|N6|01,02||NET WEIGHT (t oz)
        3570-3575|N6|01,02||NET VOLUME (oz)
        3600-3605|N6|01,02||NET VOLUME (qt)
        3610-3615|N6|01,02||NET VOLUME (gal.)
        3620-3625|N6|00,01||VOLUME (qt), log
        3630-3635|N6|00,01||VOLUME (gal.), log
        3640-3645|N6|01,02||VOLUME (in³)
        3650-3655|N6|01,02||VOLUME (ft³)
        3660-3665|N6|01,02||VOLUME (yd³)
        3670-3675|N6|00,01||VOLUME (in³), log
        3680-3685|N6|00,01||VOLUME (ft³), log
        3690-3695|N6|00,01||VOLUME (yd³), log
        37|N..8|00+02,00+8026||COUNT
        3900-3909|N..15|255,8020|391n,394n,8111|AMOUNT
        3910-3919|N3:currency N..15|8020||AMOUNT
        3920-3929|N..15|01 & 30,31nn,32nn,35nn,36nn|393n|PRICE
        3930-3939|N3:currency N..15|01 & 30,31nn,32nn,35nn,36nn||PRICE
        3940-3943|N4|255|8111|PRCNT OFF
        3950-3955|N6|30,31nn,32nn,35nn,36nn|392n,393n,8005|PRICE/UoM
        400|X..30|||ORDER NUMBER
        401|X..30:prefix|||GINC
        402|N17:check|||GSIN
        403|X..30|00||ROUTE
        410|N13:check|||SHIP TO LOC
        411|N13:check|||BILL TO
        412|N13:check|||PURCHASE FROM
        413|N13:check|||SHIP FOR LOC
        414|N13:check|||LOC No.
        415|N13:check|8020||PAY TO
        416|N13:check|||PROD/SERV LOC
        417|N13:check|||PARTY
        420|X..20||421|SHIP TO POST
        421|N3:country X..9||4307|SHIP TO POST
        422|N3:country|01,02,03,8006,8026|426|ORIGIN
        423|N3:country [N3:country] [N3:country] [N3:country] [N3:country]|01,02|426|COUNTRY - INITIAL PROCESS
        424|N3:country|01,02|426|COUNTRY - PROCESS
        425|N3:country [N3:country] [N3:country] [N3:country] [N3:country]|01,02|426|COUNTRY - DISASSEMBLY
        426|N3:country|01,02||COUNTRY - FULL PROCESS
        427|X..3|01+422,02+422||ORIGIN SUBDIVISION
        4300|X..35:percent|00||SHIP TO COMP
        4301|X..35:percent|00||SHIP TO NAME
        4302|X..70:percent|00||SHIP TO ADD1
        4303|X..70:percent|4302||SHIP TO ADD2
        4304|X..70:percent|00||SHIP TO SUB
        4305|X..70:percent|00||SHIP TO LOC
        4306|X..70:percent|00||SHIP TO REG
        4307|X2:country2|00||SHIP TO COUNTRY
        4308|X..30|00||SHIP TO PHONE
        4309|N10:latitude N10:longitude|00||SHIP TO GEO
        4310|X..35:percent|00||RTN TO COMP
        4311|X..35:percent|00||RTN TO NAME
        4312|X..70:percent|00||RTN TO ADD1
        4313|X..70:percent|4312||RTN TO ADD2
        4314|X..70:percent|00||RTN TO SUB
        4315|X..70:percent|00||RTN TO LOC
        4316|X..70:percent|00||RTN TO REG
        4317|X2:country2|00||RTN TO COUNTRY
        4318|X..20|00||RTN TO POST
        4319|X..30|00||RTN TO PHONE
        4320|X..35:percent|00||SRV DESCRIPTION
        4321|N1:flag|00||DANGEROUS GOODS
        4322|N1:flag|00||AUTH TO LEAVE
        4323|N1:flag|00||SIG REQUIRED
        4324|N6:month N4:time|00||NOT BEF DEL DT
        4325|N6:month N4:time|00||NOT AFT DEL DT
        4326|N6:day|00||REL DATE
        4330|N6 [X1:minus]|00|4331|MAX TEMP F.
        4331|N6 [X1:minus]|00||MAX TEMP C.
        4332|N6 [X1:minus]|00|4333|MIN TEMP F.
        4333|N6 [X1:minus]|00||MIN TEMP C.
        7001|N13|01,02,8006,8026||NSN
        7002|X..30|01,02||MEAT CUT
        7003|N6:day N4:time|01,02||EXPIRY TIME
        7004|N..4|01+10||ACTIVE POTENCY
        7005|X..12|01,02||CATCH AREA
        7006|N6:day|01,02||FIRST FREEZE DATE
        7007|N6:day [N6:day]|01,02||HARVEST DATE
        7008|X..3|01,02||AQUATIC SPECIES
        7009|X..10|01,02||FISHING GEAR TYPE
        7010|X..2|01,02||PROD METHOD
        7011|N6:day [N4:time]|01,02||TEST BY DATE
        7020|X..20|01+416,8006+416||REFURB LOT
        7021|X..20|01,8006||FUNC STAT
        7022|X..20|7021||REV STAT
        7023|X..30:prefix|||GIAI - ASSEMBLY
        7030-7039|N3:countryOr999 X..27|01,02||PROCESSOR
        7040|N1 X1 X1 X1:importer|||UIC+EXT
        7041|X..4|00||UFRGT UNIT TYPE
        710|X..20|01||NHRN PZN
        711|X..20|01||NHRN CIP
        712|X..20|01||NHRN CN
        713|X..20|01||NHRN DRN
        714|X..20|01||NHRN AIM
        715|X..20|01||NHRN NDC
        716|X..20|01||NHRN AIC
        717|X..20|01||NHRN SRN
        7230-7239|X2 X..28|01,8004||CERT
        7240|X..20|01,8006||PROTOCOL
        7241|N2:media|8017,8018||AIDC MEDIA TYPE
        7242|X..25|8017,8018||VCN
        7250|N8:birthday|8018|7251|DOB
        7251|N8:birthday N4:time|8018||DOB TIME
        7252|N1:sex|8018||BIO SEX
        7253|X..40:percent|8017,8018|7256,7259|FAMILY NAME
        7254|X..40:percent|8017,8018|7256,7259|GIVEN NAME
        7255|X..10|8017,8018|7256,7259|SUFFIX
        7256|X..90:percent|8017,8018||FULL NAME
        7257|X..70:percent|8018||PERSON ADDR
        7258|X3:sequence|8018+7259||BIRTH SEQUENCE
        7259|X..40:percent|8018|7256|BABY
        8001|N4:nonzero N5:nonzero N3:nonzero N1:winding N1|01||DIMENSIONS
        8002|X..20|||CMT No.
        8003|N1:zero N13:check [X..16]|||GRAI
        8004|X..30:prefix|||GIAI
        8005|N6|01,02||PRICE PER UNIT
        8006|N14:check N4:piece||01,37|ITIP
        8007|X..34:iban|415||IBAN
        8008|N6:day N2:hour [N2:minute] [N2:minute]|01,02||PROD TIME
        8009|X..50|00,01||OPTSEN
        8010|Y..30:prefix|||CPID
        8011|N..12:noLeadingZero|8010||CPID SERIAL
        8012|X..20|01,8006||VERSION
        8013|X..25:pair|||GMN
        8014|X..25:pair|01||MUDI
        8017|N18:check||8018|GSRN - PROVIDER
        8018|N18:check|||GSRN - RECIPIENT
        8019|N..10|8017,8018||SRIN
        8020|X..25|415||REF No.
        8026|N14:check N4:piece|37|02,8006|ITIP CONTENT
        8030|Z..90|00,01,253,255,8003,8004,8006,8010,8017,8018||DIGSIG
        8040|N15|||IMEI
        8041|N15|||IMEI2
        8042|N32|||ESIM
        8043|N18 [N..2]|||PSIM
        8110|X..70|||COUPON
        8111|N4|255||POINTS
        8112|X..70|||PAPERLESS COUPON
        8200|X..70|01||PRODUCT URL
        90|X..30|||INTERNAL
        91-99|X..90|||INTERNAL
        """
}
