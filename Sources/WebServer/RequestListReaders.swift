/// The longest list that one request may hold.
private let longestList = 20_000

extension RequestReader {
    /// A list of values of one kind; in a form or query one value counts as a list of one.
    static func list<Element>(of reader: RequestReader<Element>) -> RequestReader where Value == [Element] {
        RequestReader(standIn: []) { value in
            value.elements()?.compactMap(reader.read)
        }
    }

    /// A list of objects, each read by `read`; keys that it does not read are refused.
    static func objects<Element>(
        _ read: @escaping (RequestObject) -> Element
    ) -> RequestReader where Value == [Element] {
        RequestReader(standIn: []) { value in
            value.elements()?.compactMap { $0.object(read) }
        }
    }

    /// A list whose elements are objects or, in short, texts alone, as in `"numbers": ["A-1", {"number": "A-2"}]`.
    static func objectsOrTexts<Element>(
        text: @escaping (String) -> Element, _ read: @escaping (RequestObject) -> Element
    ) -> RequestReader where Value == [Element] {
        RequestReader(standIn: []) { value in
            value.elements()?.compactMap { element in
                if case .string = element.json { return RequestReader<String>.text().read(element).map(text) }
                return element.object(read)
            }
        }
    }

    /// An object read by `read`; keys that it does not read are refused.
    static func object<Content>(
        _ read: @escaping (RequestObject) -> Content
    ) -> RequestReader where Value == Content? {
        RequestReader(standIn: nil) { value in
            value.object(read).map(Optional.some)
        }
    }
}

extension RequestReader where Value == [String: String] {
    /// An object whose keys are free and whose values are texts.
    static var map: RequestReader {
        RequestReader(standIn: [:]) { value in
            guard case .object(let members) = value.json else {
                value.wrongType("an object")
                return nil
            }
            let texts = members.map { ($0.key, RequestReader<String>.text(most: 1000).read(value.member($0))) }
            return Dictionary(texts.map { ($0, $1 ?? "") }) { first, _ in first }
        }
    }
}

extension RequestReader where Value == JSON {
    /// Any value, kept as it is.
    static var any: RequestReader { RequestReader(standIn: .null) { $0.json } }
}

extension RequestValue {
    /// The elements of a list with their places, or nil with a fault; empty rows of a form are left out.
    func elements() -> [RequestValue]? {
        switch json {
        case .array(let elements):
            if elements.count > longestList {
                invalid("must not hold more than \(longestList) elements.")
                return nil
            }
            let values = elements.enumerated().map { element($1, at: $0) }
            return manner.isText ? values.filter { $0.json != .null } : values
        case .string where manner.isText:
            return [self]
        default:
            wrongType("a list")
            return nil
        }
    }

    /// What `read` makes of an object, or nil with a fault; keys that it does not read are refused.
    func object<Content>(_ read: (RequestObject) -> Content) -> Content? {
        guard case .object(let members) = json else {
            wrongType("an object")
            return nil
        }
        let object = RequestObject(members, at: pointer, manner: manner, faults: faults)
        let content = read(object)
        object.refuseUnreadKeys()
        return content
    }

    fileprivate func member(_ member: JSON.Member) -> RequestValue {
        RequestValue(
            json: member.value, pointer: "\(pointer)/\(escapedForPointer(member.key))", manner: manner, faults: faults)
    }
}
