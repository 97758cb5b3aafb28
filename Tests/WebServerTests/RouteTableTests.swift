import Testing

@testable import WebServer

@Suite struct RouteTableTests {
    static let table = RouteTable(
        [
            (.get, ""), (.get, "api/v1/products"), (.post, "api/v1/products"), (.get, "api/v1/products/{sku}"),
            (.patch, "api/v1/products/{sku}"), (.get, "api/v1/products/{sku}/tracking"), (.get, "lots/find"),
            (.get, "lots/{id}"), (.get, "lots/{id}/trace"), (.post, "{kind}/{number}/do"),
        ].map { Route($0, $1) { _ in .noContent } })

    /// What a path leads to, as `pattern name=value`.
    static func outcome(_ method: String, _ path: String) -> String {
        switch table.match(method, path) {
        case .found(let route, let parameters):
            ([route.pattern] + parameters.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" })
                .joined(separator: " ")
        case .otherMethod(let allowed): "405 \(allowed)"
        case .nothing: "404"
        case .unreadable: "400"
        }
    }

    @Test(arguments: [
        ("GET", "/", ""), ("GET", "/api/v1/products", "api/v1/products"),
        ("HEAD", "/api/v1/products", "api/v1/products"),
        ("GET", "/api/v1/products/22752", "api/v1/products/{sku} sku=22752"),
        ("GET", "/api/v1/products/A%2FB", "api/v1/products/{sku} sku=A/B"),
        ("GET", "/api/v1/products/A%2FB/tracking", "api/v1/products/{sku}/tracking sku=A/B"),
        ("GET", "/api/v1/products/50%25%20%C3%BC", "api/v1/products/{sku} sku=50% ü"),
        ("GET", "/api/v1/products/a+b", "api/v1/products/{sku} sku=a+b"),
        ("GET", "/api/v1/products/%22%3E", "api/v1/products/{sku} sku=\">"),
        ("GET", "/api/v1/products/tracking", "api/v1/products/{sku} sku=tracking"),
        ("GET", "/%61pi/v1/products", "api/v1/products"),
        ("GET", "/lots/find", "lots/find"), ("GET", "/lots/7", "lots/{id} id=7"),
        ("GET", "/lots/find/trace", "lots/{id}/trace id=find"),
        ("POST", "/receipts/IN-00001/do", "{kind}/{number}/do kind=receipts number=IN-00001"),
        ("POST", "/lots/find/do", "{kind}/{number}/do kind=lots number=find"),
    ])
    func finds(method: String, path: String, expected: String) {
        #expect(Self.outcome(method, path) == expected)
    }

    @Test(arguments: [
        ("GET", "/api/v1/product", "404"), ("GET", "/api/v1/products/", "404"),
        ("GET", "/api/v1/products//tracking", "404"),
        ("GET", "//api/v1/products", "404"), ("GET", "api/v1/products", "404"), ("GET", "", "404"), ("GET", "*", "404"),
        ("DELETE", "/api/v1/products/1", "405 GET, HEAD, OPTIONS, PATCH"),
        ("PATCH", "/api/v1/products", "405 GET, HEAD, OPTIONS, POST"), ("HEAD", "/a/b/do", "405 OPTIONS, POST"),
        ("get", "/lots/7", "405 GET, HEAD, OPTIONS"), ("GET", "/lots/%", "400"), ("GET", "/lots/%4", "400"),
        ("GET", "/lots/%zz", "400"), ("GET", "/lots/%FF", "400"), ("GET", "/lots/%ED%A0%80", "400"),
    ])
    func refuses(method: String, path: String, expected: String) {
        #expect(Self.outcome(method, path) == expected)
    }

    @Test func listsItsRoutesInTheirOrder() {
        #expect(Self.table.routes.count == 10)
        #expect(Self.table.routes[3].pattern == "api/v1/products/{sku}")
        #expect(Self.table.routes[3].isAPI && !Self.table.routes[6].isAPI)
    }
}
