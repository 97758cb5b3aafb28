import WebPages

/// A file of ours that browsers load beside a page.
struct Asset: Sendable {
    let name: String
    let contentType: String
    let bytes: [UInt8]
    /// Changes with the content, so that the address may be kept for ever.
    let fingerprint: String

    init(_ name: String, _ contentType: String, _ bytes: [UInt8]) {
        self.name = name
        self.contentType = contentType
        self.bytes = bytes
        fingerprint = Asset.fingerprint(of: bytes)
    }

    /// The address that pages name: `/assets/lotwise.css?v=3f…`.
    var address: String { "/assets/\(name)?v=\(fingerprint)" }

    /// FNV-1a of 64 bits: enough to tell versions of our own files apart; it guards nothing.
    private static func fingerprint(of bytes: [UInt8]) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
        }
        return String(hash, radix: 36)
    }
}

/// The files under `Assets/`, compiled into the program.
enum Assets {
    static let style = Asset("lotwise.css", "text/css; charset=utf-8", PackageResources.lotwise_css)
    static let script = Asset("lotwise.js", "text/javascript; charset=utf-8", PackageResources.lotwise_js)
    static let icon = Asset("favicon.svg", "image/svg+xml", PackageResources.favicon_svg)
    static let all = [style, script, icon]

    /// What pages link to.
    static let links = AssetLinks(style: style.address, script: script.address, icon: icon.address)

    static let route = Route(.get, "assets/{name}") { request in
        guard let asset = all.first(where: { $0.name == request.parameter("name") }) else {
            throw Problem.noSuchPath
        }
        return try response(asset, request)
    }

    /// For ever when the address carries the fingerprint of this content; else to be asked for again each time.
    private static func response(_ asset: Asset, _ request: APIRequest) throws -> APIResponse {
        let query = try request.query()
        let isPinned = query.optional("v", .text()) == asset.fingerprint
        try query.finish()
        let tag = "\"\(asset.fingerprint)\""
        let headers = [
            Header("Cache-Control", isPinned ? "public, max-age=31536000, immutable" : "no-cache"),
            Header("ETag", tag),
        ]
        if request.header("If-None-Match") == tag {
            return APIResponse(status: 304, contentType: nil, headers: headers, body: .bytes([]))
        }
        return APIResponse(
            status: 200, contentType: asset.contentType, headers: headers, body: .bytes(asset.bytes))
    }
}
