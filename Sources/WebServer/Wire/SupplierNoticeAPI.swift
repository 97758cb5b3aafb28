import StockDomain
import StockOperations

extension ReadNotice {
    /// What a supplier's notice means here, with the words that each part came from.
    var json: JSON {
        [
            "findings": JSON(findings.map(\.json)), "products": JSON(products.map(\.sku)),
            "scope": JSON(scope.map(\.json)), "unknown": JSON(unknown),
        ]
    }
}

extension NoticeFinding {
    fileprivate var json: JSON {
        [
            "exact": JSON(matches.filter(\.isExact).map(\.json)),
            "near": JSON(matches.filter { !$0.isExact }.map(\.json)),
            "scope": JSON(terms.map(\.json)), "words": .string(words),
        ]
    }
}

extension NoticeFinding.Match {
    fileprivate var json: JSON {
        [
            "found_by": .string(foundBy.rawValue), "lot": JSON(lot.id?.rawValue), "number": JSON(lot.number),
            "product": .string(lot.product.sku), "why": JSON(doubt?.rawValue),
        ]
    }
}
