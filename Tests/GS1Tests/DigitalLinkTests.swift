import GS1
import Testing

@Suite struct DigitalLinkTests {
    @Test(arguments: [
        ("https://shop.example/10/L1/01/09520002000019", "(01)09520002000019"),
        ("https://shop.example:8443/a/b/01/09520002000019/22/V/10/L/21/S", "(01)09520002000019(22)V(10)L(21)S"),
        ("https://id.gs1.org/01/09520002000019?foo=1&linkType=gs1:pip&flag&17=270630", "(01)09520002000019(17)270630"),
        (
            "https://id.gs1.org/00/095200021234567897?02=09520002000019&37=2&10=L1",
            "(00)095200021234567897(02)09520002000019(37)2(10)L1"
        ),
        ("https://id.gs1.org/01/09520002000019?240=A%2bB#top", "(01)09520002000019(240)A+B"),
        ("https://id.gs1.org/01/09520002000019/10/A+B", "(01)09520002000019(10)A+B"),
        ("https://id.gs1.org/01/09520002000019/10/414/21/S", "(01)09520002000019(10)414(21)S"),
    ])
    func linksOfAnyDomainAreRead(link: String, bracketed: String) {
        let scan = Scan(link, asOfYear: 2026)
        #expect(scan.kind == .digitalLink, "\(scan.problem?.detail ?? "")")
        #expect(scan.content.bracketed == bracketed)
    }

    @Test(arguments: [
        ("https://id.gs1.org/01/09520002000019/21/S/10/L", Problem.Code.linkQualifierOrder),
        ("https://id.gs1.org/01/09520002000019/235/T/10/L", .linkQualifierOrder),
        ("https://id.gs1.org/01/09520002000019/10/L/10/L", .linkQualifierOrder),
        ("https://id.gs1.org/01/09520002000019/lot/L", .linkSyntax),
        ("https://id.gs1.org/01/09520002000019/05/L", .unknownIdentifier),
        ("https://id.gs1.org/01/09520002000019?21=S", .linkAttributeNotAllowed),
        ("https://id.gs1.org/01/09520002000019?8200=x", .linkAttributeNotAllowed),
        ("https://id.gs1.org/01/09520002000019?05=x", .unknownIdentifier),
        ("https://id.gs1.org/01/09520002000019?01=09520002000019", .duplicate),
        ("https://id.gs1.org/01/09520002000019?17=", .emptyValue),
        ("https://id.gs1.org/01/09520002000019?240=A+B", .charset),
        ("https://id.gs1.org/01/09520002000019/10/A B", .linkSyntax),
        ("https://id.gs1.org/01/09520002000019/10/Ä", .linkSyntax),
        ("https://id.gs1.org/01/09520002000019/10/A%00", .charset), ("https:///01/09520002000019", .linkSyntax),
        ("https://id.gs1.org", .linkNoKey), ("Https://id.gs1.org/01/09520002000019", .linkSyntax),
        ("https://id.gs1.org/01/09520002000019?37=2", .exclusion), ("https://id.gs1.org/415/9520002000019", .requisite),
    ])
    func wrongLinksAreRefusedForTheirReason(link: String, code: Problem.Code) {
        #expect(Scan(link, asOfYear: 2026).problem?.code == code)
    }

    @Test(arguments: [
        ("(01)09520002000019(235)T1", "https://id.gs1.org/01/09520002000019/235/T1"),
        ("(01)09520002000019(21)S/1(30)2(15)270600", "https://id.gs1.org/01/09520002000019/21/S%2F1?15=270600&30=2"),
        (
            "(00)095200021234567897(01)19520002000016(21)S1",
            "https://id.gs1.org/01/19520002000016/21/S1?00=095200021234567897"
        ),
        ("(414)9520002000019(254)DOCK1", "https://id.gs1.org/414/9520002000019/254/DOCK1"),
        ("(01)09520002000019(235)T1(10)L1", nil), ("(410)9520002000019", nil),
    ])
    func linksAreWrittenInCanonicalForm(bracketed: String, link: String?) {
        #expect(Scan(bracketed, asOfYear: 2026).content.digitalLink == link)
    }
}
