/// A form that changes something: sent by POST, once, whatever the network does.
///
/// - Parameters:
///   - action: the address that gets it.
///   - key: the idempotency key, new for each page made; sent as the field `idempotency_key`.
///   - hidden: what is sent without being seen, by name.
///   - submit: the word on its button.
///   - isGrave: whether the button is one that cannot be undone.
///   - beside: further buttons; Enter presses the first one.
public func form(
    action: String, key: String, hidden: [(name: String, value: String)] = [], submit: String,
    isGrave: Bool = false, beside: HTML? = nil, _ content: HTML = ""
) -> HTML {
    let kind: HTML = isGrave ? "grave" : "primary"
    return """
        <form class="form" method="post" action="\(action)" data-once>
        \(hiddenField(keyFieldName, key))\(hidden.map { hiddenField($0.name, $0.value) })
        \(content)
        <p class="submit"><button type="submit" class="\(kind)">\(submit)</button>\(beside)</p>
        </form>
        """
}

/// A form that is only a button.
public func actionButton(
    _ label: String, action: String, key: String, hidden: [(name: String, value: String)] = [],
    isGrave: Bool = false
) -> HTML {
    let kind: HTML = isGrave ? "grave" : "plain"
    return """
        <form class="inline" method="post" action="\(action)" data-once>\
        \(hiddenField(keyFieldName, key))\(hidden.map { hiddenField($0.name, $0.value) })\
        <button type="submit" class="\(kind)">\(label)</button></form>
        """
}

/// A link that looks like a button.
public func buttonLink(_ label: String, _ address: String, isPrimary: Bool = false) -> HTML {
    let kind: HTML = isPrimary ? "button primary" : "button"
    return "<a class=\"\(kind)\" href=\"\(address)\">\(label)</a>"
}

/// A form that only asks, by GET: filters of a list.
public func filterForm(action: String, submit: String = "Show", _ content: HTML) -> HTML {
    """
    <form class="filter" method="get" action="\(action)">\(content)\
    <button type="submit">\(submit)</button></form>
    """
}

/// The name under which forms send their idempotency key.
public let keyFieldName = "idempotency_key"

public func hiddenField(_ name: String, _ value: String) -> HTML {
    "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">"
}
