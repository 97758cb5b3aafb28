import StockDomain

/// Several things that a number may mean, or none (R45a).
///
/// - Parameter documents: those that have exactly this number.
public func findPage(
    _ frame: Frame, searched: String, documents: [DocumentName], candidates: [Candidate], isExact: Bool
) -> HTML {
    if documents.isEmpty, candidates.isEmpty {
        return frame.page(
            title: "Nothing found", section: .lots, searched: searched,
            content: answer("No number, document or package is like “\(searched)”.")
                + emptyState("Look at the label again, or type only a part of the number.", next: nil))
    }
    let sentence =
        isExact
        ? "“\(searched)” may mean \(documents.count + candidates.count) numbers. Which one is it?"
        : "There is no “\(searched)”. Did you mean one of these?"
    let papers = documents.map { document -> [HTML] in
        [documentLink(document), "", HTML.text(document.kind.inWords), "document"]
    }
    let goods = candidates.map { candidate -> [HTML] in
        [
            number(candidate.label, at: address("lots", "\(candidate.id)", "recall")),
            HTML.text(candidate.product ?? ""),
            HTML.text(candidate.type), HTML.text(inWords(candidate.foundBy)),
        ]
    }
    return frame.page(
        title: "Which one?", section: .lots, searched: searched,
        content: answer(HTML.text(sentence))
            + table(["Number", "Product", "Kind", "Found by"], papers + goods, caption: "Numbers that may be meant"))
}
