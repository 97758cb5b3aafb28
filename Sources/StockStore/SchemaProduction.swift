/// Recipes and production orders (R23, R24, R43). Spelled as in `Schema`.
extension Schema {
    static let productionOfVersion3: [String] = []
}
