import SQLCore
import StockDomain
import StockStore

/// Packages on the lines of a document that is planned (R31a).
extension DocumentPlanning {
    /// A line that names a package alone stands for everything in it: a line for each product. Others stay as they are.
    mutating func spelledOut(_ request: LineRequest, _ kind: DocumentKind) throws -> [LineRequest] {
        guard request.product.isEmpty, let number = request.package else { return [request] }
        let pointer = request.pointer + "/package"
        guard kind.takesStock else {
            faults.append(
                Fault(
                    request.pointer + "/product", "product_required",
                    "A \(kind.inWords) names the goods in a package."))
            return []
        }
        if request.quantity != nil || request.numbers?.isEmpty == false || request.pastedNumbers != nil {
            faults.append(
                Fault(
                    pointer, "package_is_whole",
                    "Package \(number) alone stands for everything in it. Name the product to take a part."))
            return []
        }
        guard let package = try store.package(number: PackageNumbers.meant(by: number)) else {
            faults.append(Fault(pointer, "not_found", "There is no package “\(number)”."))
            return []
        }
        let contents = try contents(of: package)
        if contents.isEmpty {
            faults.append(Fault(pointer, "package_empty", "There is nothing in package \(package.number)."))
        }
        return contents.map { product, quantity in
            var line = request
            line.product = product.sku
            line.quantity = quantity
            line.package = package.number
            line.isWholePackage = true
            return line
        }
    }

    /// What is in a package and in all that stands in it, by SKU.
    private func contents(of package: Package) throws -> [(Product, Quantity)] {
        let piles = try store.balances(inPackages: store.packageTree(package.id))
        let amounts = Dictionary(grouping: piles, by: \.key.product).mapValues { $0.map(\.quantity).sum() }
        return try store.products(amounts.keys.sorted()).map { ($0, amounts[$0.id] ?? .zero) }
            .sorted { $0.0.sku < $1.0.sku }
    }

    /// The package that a line names; a receipt and a return bring new ones into the world.
    mutating func package(_ request: LineRequest, _ kind: DocumentKind) throws -> PackageID? {
        guard let text = request.package else { return nil }
        let pointer = request.pointer + "/package"
        let number = PackageNumbers.meant(by: text)
        if kind == .productionOrder {
            faults.append(Fault(pointer, "invalid_value", "A production order names no packages."))
            return nil
        }
        if let known = try store.packageID(number: number) { return known }
        guard kind == .receipt || kind == .customerReturn else {
            faults.append(Fault(pointer, "not_found", "There is no package “\(text)”."))
            return nil
        }
        let making = PackageMaking(store: store, moment: moment)
        return try making.make(numbered: number).id
    }
}

extension DocumentLine {
    /// - Throws: `package_is_whole` when a line that stands for a whole package is to mean a part.
    func requireFree(_ change: LineChange) throws(Refusal) {
        guard details.isWholePackage else { return }
        if change.quantity.map({ $0 != quantity }) ?? false || change.numbers != nil || change.pastedNumbers != nil {
            throw .rule(
                "package_is_whole",
                "The line stands for a whole package. Remove it and name the product to take a part.", at: "/quantity")
        }
    }
}
