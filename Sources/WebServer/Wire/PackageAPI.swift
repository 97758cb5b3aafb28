import StockDomain
import StockOperations

extension PackageView {
    /// A package with all that is in it.
    func json(_ settings: Settings) -> JSON {
        [
            "at": JSON(moment?.at), "contents": JSON(contents.map { $0.json(settings) }),
            "id": JSON(package.id.rawValue),
            "known_at": JSON(moment?.knownAt), "location": JSON(location?.code), "number": .string(number),
            "opened_at": JSON(openedAt), "package": JSON(parent), "packages": JSON(children),
            "partner": JSON(holder?.code), "sscc": .bool(isSSCC),
        ]
    }
}

extension PackageRow {
    /// A package in a list.
    var json: JSON {
        [
            "id": JSON(package.id.rawValue), "location": JSON(locationCode), "number": .string(package.number),
            "package": JSON(parent), "piles": JSON(piles),
        ]
    }
}

extension PackageEvent {
    var json: JSON {
        [
            "actor": .string(actorName), "at": JSON(happenedAt), "document": JSON(document), "reason": JSON(reason),
            "recorded_at": JSON(recordedAt), "what": .string(what),
        ]
    }
}

extension PackRequest {
    init(_ body: RequestObject) {
        self.init(
            lines: body.optional("lines", .packLines) ?? [], document: body.optional("document", .name),
            happenedAt: body.optional("happened_at", .instant), reason: body.optional("reason", .text()))
    }
}

extension RequestReader where Value == [PackRequest.Line] {
    /// Goods by product and number, or a package.
    fileprivate static var packLines: RequestReader {
        RequestReader(standIn: []) { value in
            value.elements()?.compactMap { element in
                element.object { object in
                    let package = object.optional("package", .name)
                    return PackRequest.Line(
                        product: package == nil ? object.required("product", .name) : nil,
                        number: package == nil ? object.optional("number", .number) : nil,
                        quantity: package == nil ? object.optional("quantity", .positiveQuantity) : nil,
                        package: package, entered: object.optional("entered", .word()), pointer: element.pointer)
                }
            }
        }
    }
}

extension DocumentPackage {
    /// A package of a document.
    var json: JSON {
        ["announced": .bool(isAnnounced), "number": .string(number), "scanned_at": JSON(scannedAt)]
    }
}

extension AnnouncementDifference {
    var json: JSON {
        [
            "code": .string(code.rawValue), "detail": .string(detail), "package": .string(package),
            "product": JSON(product),
        ]
    }
}
