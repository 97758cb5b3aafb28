/// `docs/openapi.yaml`, compiled into the program and served to whoever wants to write a client.
enum APIDescription {
    static let route = Route(.get, "openapi.yaml") { request in
        try request.query().finish()
        return APIResponse(
            status: 200, contentType: "application/yaml", body: .bytes(PackageResources.openapi_yaml))
    }
}
