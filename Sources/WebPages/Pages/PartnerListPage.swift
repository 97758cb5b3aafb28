import StockDomain

/// Partners by code, with the form for a new one.
public func partnerListPage(
    _ frame: Frame, _ partners: [Partner], searched: String, _ values: FormValues, settings: Settings, next: String?
) -> HTML {
    let rows = partners.map { partner -> [HTML] in
        let mark: HTML = partner.isAnonymous ? " \(badge("anonymous", .asked))" : ""
        return [
            number(partner.code, at: address("partners", partner.code)), "\(partner.name)\(mark)",
            HTML.text(partner.kind.rawValue),
            HTML.text(partner.phone ?? ""), HTML.text(partner.email ?? ""), HTML.text(partner.address ?? ""),
        ]
    }
    return frame.page(
        title: "Partners", section: .setup, notices: values.notices,
        content: """
            \(filterForm(action: "/partners", field(Field("q", "Code or name", value: searched))))
            \(table(["Code", "Name", "Kind", "Phone", "Mail", "Address"], rows, caption: "Partners",
                    empty: emptyState("There is no such partner.")))
            \(nextPage(next))
            <details\(attribute("open", if: values.refusal != nil))><summary>Add a partner</summary>
            \(form(action: "/partners", key: values.key, submit: "Add partner", """
                <div class="fields">\(values.field("code", "Code", isRequired: true))</div>
                \(partnerFields(values, settings))
                """))
            </details>
            """)
}

/// The inputs of a partner: how to reach him, and what he asks of goods (R34, R34b, R47).
func partnerFields(_ values: FormValues, _ settings: Settings) -> HTML {
    let kinds = Partner.Kind.allCases.map { Field.Choice($0.rawValue, $0.rawValue) }
    let demands: HTML? =
        settings.showsNumbers
        ? """
        <fieldset><legend>What he asks of goods</legend><div class="fields">
        \(values.field("single_lot", "One lot on each line", .choice(noYes)))
        \(values.field("no_older_than_last", "Nothing older than his last delivery", .choice(noYes)))
        \(settings.showsDates ? remainingLife(values) : "")
        \(values.field("quarantine_at_receipt", "What he brings arrives in quarantine", .choice(noYes)))
        </div></fieldset>
        """ : nil
    return """
        <div class="fields">\(values.field("name", "Name", isRequired: true))
        \(values.field("kind", "Kind", .choice(kinds)))\(values.field("phone", "Phone", .phone))
        \(values.field("email", "Mail", .email))\(values.field("address", "Address"))
        \(values.field("country", "Country"))\(values.field("gln", "GLN", hint: "13 digits"))
        \(values.field("anonymous", "Anonymous, such as counter sales", .choice(noYes)))</div>\(demands)
        """
}

private func remainingLife(_ values: FormValues) -> HTML {
    """
    \(values.field("min_remaining_days", "Days of life they must have left", .figure))
    \(values.field("min_remaining_percent", "Percent of life they must have left", .figure))
    """
}

extension FormValues {
    /// A partner's form as it stands.
    public init(key: String, _ partner: Partner) {
        let demands = partner.demands
        self.init(
            key: key,
            [
                "name": partner.name, "kind": partner.kind.rawValue, "phone": partner.phone ?? "",
                "email": partner.email ?? "", "address": partner.address ?? "", "country": partner.country ?? "",
                "gln": partner.gln ?? "", "anonymous": "\(partner.isAnonymous)", "single_lot": "\(demands.singleLot)",
                "no_older_than_last": "\(demands.noOlderThanLast)",
                "min_remaining_days": demands.minRemainingDays.map { "\($0)" } ?? "",
                "min_remaining_percent": demands.minRemainingPercent.map { "\($0)" } ?? "",
                "quarantine_at_receipt": "\(partner.isQuarantinedAtReceipt)",
            ])
    }
}
