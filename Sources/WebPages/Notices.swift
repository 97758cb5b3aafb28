import StockDomain

/// What has just been done, above the content.
public func doneNotice(_ text: HTML) -> HTML {
    "<p class=\"notice done\" role=\"status\"><b>Done.</b> \(text)</p>"
}

/// What is worth knowing before going on.
public func warningNotice(_ text: HTML) -> HTML {
    "<p class=\"notice asked\" role=\"status\"><b>Note.</b> \(text)</p>"
}

/// Why nothing has changed: the sentence, every fault, and one way out.
///
/// - Parameter wayOut: a link or button; nil when there is nothing but to correct the form.
public func refusalNotice(_ refusal: Refusal, wayOut: HTML? = nil) -> HTML {
    let faults: HTML? =
        refusal.faults.count > 1
        ? "<ul>\(refusal.faults.map { "<li>\($0.detail)</li>" as HTML })</ul>" : nil
    return """
        <div class="notice refused" role="alert" data-code="\(refusal.code)">
        <p><b>Not done.</b> \(refusal.detail) \(wayOut)</p>\(faults)
        </div>
        """
}

/// What a rule asks, each question with its answers to choose from; stands inside the form that is sent again.
public func questionFields(_ questions: [Question], label: (_ answer: String) -> String = inWords) -> HTML {
    let groups = questions.map { question -> HTML in
        let name = "answers/" + pointerStep(question.id)
        let choices = question.answers.map { answer -> HTML in
            """
            <label class="choice"><input type="radio" name="\(name)" value="\(answer)" required> \
            \(label(answer))</label>
            """
        }
        return "<fieldset class=\"question\"><legend>\(question.detail)</legend>\(choices)</fieldset>"
    }
    return "\(groups)"
}

/// A word of the API as people read it: `bought_back` is `bought back`.
public func inWords(_ word: String) -> String { String(word.map { $0 == "_" ? " " : $0 }) }

/// Names of inputs are JSON pointers; a key with a slash is escaped in them.
private func pointerStep(_ key: String) -> String {
    key.reduce(into: "") { text, character in
        switch character {
        case "~": text += "~0"
        case "/": text += "~1"
        default: text.append(character)
        }
    }
}
