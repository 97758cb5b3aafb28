import StockDomain

/// What has just been done, above the content.
public func doneNotice(_ text: HTML) -> HTML {
    "<p class=\"notice done\" role=\"status\"><b>Done.</b> \(text)</p>"
}

/// What is worth knowing before going on.
public func warningNotice(_ text: HTML) -> HTML {
    "<p class=\"notice asked\" role=\"status\"><b>Note.</b> \(text)</p>"
}

/// What a change that went through had to say, its documents as links; at most 20 sentences.
public func warningNotices(_ warnings: [Warning]) -> [HTML] {
    guard let first = warnings.first else { return [] }
    let isDoubtful = warnings.contains { Doubt.Code(rawValue: $0.code) != nil }
    let report: HTML? = isDoubtful ? " <a href=\"/reports/doubtful\">All doubtful numbers</a>" : nil
    if warnings.count == 1 { return [warningNotice("\(linked(first.detail))\(report)")] }
    let items = warnings.prefix(20).map { "<li>\(linked($0.detail))</li>" as HTML }
    let more: HTML? = warnings.count > 20 ? "<li>and \(warnings.count - 20) more</li>" : nil
    return [
        """
        <div class="notice asked" role="status"><p><b>Note.</b> It is done, but look at this:\(report)</p>\
        <ul>\(items)\(more)</ul></div>
        """
    ]
}

/// Why nothing has changed: the sentence, every fault, and the ways out.
///
/// - Parameter wayOut: a link or button beside those that the refusal itself offers.
public func refusalNotice(_ refusal: Refusal, wayOut: HTML? = nil) -> HTML {
    let faults: HTML? =
        refusal.faults.count > 1
        ? "<ul>\(refusal.faults.map { "<li>\(linked($0.detail))</li>" as HTML })</ul>" : nil
    let ways = waysOut(of: refusal) + [wayOut].compactMap { $0 }
    let out: HTML? = ways.isEmpty ? nil : "<p class=\"actions\">\(ways)</p>"
    return """
        <div class="notice refused" role="alert" data-code="\(refusal.code)">
        <p><b>Not done.</b> \(linked(refusal.detail))</p>\(faults)\(out)
        </div>
        """
}

/// What a rule asks, each question with its answers to choose from; stands inside the form that is sent again.
public func questionFields(_ questions: [Question]) -> HTML {
    let groups = questions.map { question -> HTML in
        let name = "answers/" + pointerStep(question.id)
        let choices = question.answers.map { answer -> HTML in
            """
            <label class="choice"><input type="radio" name="\(name)" value="\(answer)" required> \
            \(answerInWords(answer, to: question.code))</label>
            """
        }
        return """
            <fieldset class="question"><legend>\(linked(question.detail))</legend>\
            <div class="choices">\(choices)</div></fieldset>
            """
    }
    return "\(groups)"
}

/// A word of the API as people read it: `bought_back` is `bought back`.
public func inWords(_ word: String) -> String { String(word.map { $0 == "_" ? " " : $0 }) }

/// Names of inputs are JSON pointers; a key with a slash is escaped in them.
func pointerStep(_ key: String) -> String {
    key.reduce(into: "") { text, character in
        switch character {
        case "~": text += "~0"
        case "/": text += "~1"
        default: text.append(character)
        }
    }
}
