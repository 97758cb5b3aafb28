import SQLCore
import StockDomain
import TestSupport
import Testing

@testable import WebServer

/// `docs/openapi.yaml` against the routes, both ways.
@Suite struct APIDescriptionTests {
    @Test func everyRouteIsDescribedAndNothingElse() async throws {
        let company = try await TestCompany(.sqlite)
        let routes = Set(APIRoutes(company.operations).all.map { "\($0.method.rawValue) /\($0.pattern)" })
        let described = Self.described()
        #expect(routes.subtracting(described) == [], "routes that docs/openapi.yaml does not describe")
        #expect(described.subtracting(routes) == [], "descriptions without a route")
        #expect(routes.count > 100)
    }

    @Test func theDescriptionIsServed() async throws {
        let company = try await TestCompany(.sqlite)
        let table = RouteTable(APIRoutes(company.operations).all)
        let answer = try await withClient(of: LotwiseServer(table, options: ServerOptions(port: 0))) {
            try $0.get("/openapi.yaml")
        }
        #expect(answer.header("Content-Type") == "application/yaml")
        #expect(answer.text.hasPrefix("openapi: 3.1.0\n"))
    }

    /// Three answers once stood among the bodies of requests, where nobody found them.
    @Test func whatTheDescriptionRefersToIsThere() {
        let text = String(decoding: PackageResources.openapi_yaml, as: UTF8.self)
        var defined: Set<String> = []
        var section = ""
        for line in text.split(separator: "\n").drop(while: { $0 != "components:" }) {
            let depth = line.prefix { $0 == " " }.count
            let key = line.dropFirst(depth).prefix { $0 != ":" }
            if depth == 2 { section = String(key) }
            if depth == 4 { defined.insert("\(section)/\(key)") }
        }
        let referred = Set(text.matches(of: ##/#/components/(\w+/\w+)/##).map { String($0.1) })
        #expect(referred.count > 100)
        #expect(referred.subtracting(defined) == [])
    }

    /// Methods and paths of the description, shared path items resolved. Its layout is ours: two spaces a level.
    private static func described() -> Set<String> {
        let lines = String(decoding: PackageResources.openapi_yaml, as: UTF8.self).split(separator: "\n")
        var methods: [String: [String]] = [:]
        var shared: [String: String] = [:]
        var path = ""
        var item = ""
        for line in lines {
            let depth = line.prefix { $0 == " " }.count
            let words = line.dropFirst(depth).split(separator: ": ", maxSplits: 1)
            let key = words[0].hasSuffix(":") ? String(words[0].dropLast()) : String(words[0])
            if depth == 2 { path = key }
            if depth == 2, words.count == 2, let name = words[1].split(separator: "'").dropFirst().first {
                shared[key] = name.split(separator: "/").last.map(String.init)
            }
            if depth == 4 { item = key }
            if let method = APIRequest.Method(rawValue: key.uppercased()), depth == 4 || depth == 6 {
                methods[depth == 4 ? path : item, default: []].append(method.rawValue)
            }
        }
        for (path, name) in shared {
            if let found = methods[name] { methods[path] = found } else { Issue.record("no path item \(name)") }
        }
        return Set(methods.filter { $0.key.hasPrefix("/") }.flatMap { path, names in names.map { "\($0) \(path)" } })
    }
}
