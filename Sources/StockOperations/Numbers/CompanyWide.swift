import StockDomain
import StockStore

/// Holds numbers unique over all products where the setting says so (R11a).
extension Store {
    /// Refuses a single new number that another product has.
    func checkCompanyWide(
        _ number: LotNumber, of product: Product, at pointer: String, _ settings: Settings
    ) throws {
        guard settings.uniqueNumbers == .company,
            let other = try numberOwners([number])[number]?.first(where: { $0.product != product.id })
        else { return }
        throw Refusal.faults([CompanyNumbers.taken(number, by: other.sku, at: pointer)])
    }

    /// What stands against the numbers that a document would create.
    func companyWideFaults(
        of decision: Decision, _ todo: [LineToDo], _ settings: Settings
    ) throws -> [Fault] {
        if settings.uniqueNumbers != .company || decision.newLots.isEmpty { return [] }
        let new = decision.newLots.map { lot in
            let line = todo.first { line in
                line.product.id == lot.identity.product
                    && line.entries.contains { $0.number == lot.identity.number || $0.batch == lot.identity.number }
            }
            let entry = line?.entries.first { $0.number == lot.identity.number }
            let sku = line?.product.sku ?? todo.first { $0.product.id == lot.identity.product }?.product.sku
            return CompanyNumbers.NewNumber(
                lot.identity, sku: sku ?? "", pointer: entry?.pointer ?? line?.pointer ?? "")
        }
        return CompanyNumbers.faults(of: new, owners: try numberOwners(Set(new.map(\.identity.number)).sorted()))
    }
}
