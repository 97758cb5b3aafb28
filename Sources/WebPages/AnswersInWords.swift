/// What choosing an answer means, as a person says it; the word itself where the rule has no words for it.
public func answerInWords(_ answer: String, to code: String) -> String {
    words[code]?[answer] ?? inWords(answer)
}

private let words: [String: [String: String]] = [
    "number_like_existing": [
        "new": "It is a new number", "existing": "It is the existing number, misspelt",
    ],
    "lot_exists_other_supplier": sameOrNew, "lot_exists_other_supplier_number": sameOrNew,
    "lot_exists_other_dates": sameOrNew,
    "serial_elsewhere": [
        "returned": "It comes back from its holder", "bought_back": "We bought it back",
        "found": "It was found again", "taken_out": "It was taken out of the product",
    ],
    "serial_other_place": ["take_from_there": "Take it from there"],
    "more_than_expected": ["accept": "Accept all of it"],
    "product_not_on_document": ["add": "Add it to the document"],
    "stock_moved_since_count": [
        "keep_counted": "What was counted is there now", "keep_difference": "Keep the difference that was found then",
    ],
    "number_found_elsewhere": ["move": "Move it here", "found": "It is more of it, found here"],
    "not_held_by_partner": [
        "origin_unknown": "Take it back, its origin unknown", "returned": "Take it as the return of its holder",
    ],
    "reserved_for_other": ["take": "Take it all the same"],
    "date_doubtful": ["keep": "The date is right"],
    "more_than_delivered": ["keep": "Yes, it is more than was delivered"],
    "join": ["join": "They are the same goods: join the numbers"],
]

private let sameOrNew = ["same": "It is the same lot", "new": "It is another lot, with a number of its own"]
