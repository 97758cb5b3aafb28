import GS1
import SQLCore
import StockDomain
import StockStore

extension Operations {
    /// How an answer is made of a package; runs inside the transaction so that it is kept with it.
    public typealias PackageAnswer = @Sendable (PackageView) -> Answer

    /// Makes a package at a place (R31a).
    ///
    /// - Parameters:
    ///   - number: as it stands on the package; nil makes an SSCC.
    ///   - location: code of its place; nil for the place of stock.
    public func makePackage(
        _ number: String?, at location: String?, _ command: Command, answer: @escaping PackageAnswer
    ) async throws -> Answer {
        try await write(command, needs: .moveGoods, answer: answer) { store, moment in
            let place = try store.standingPlace(location ?? StandardLocation.stock.rawValue, at: "/location")
            let making = PackageMaking(store: store, moment: moment)
            let package = try number.map { try making.make(numbered: $0) } ?? making.makeSSCC()
            try store.stand(
                package.id, at: place.id, in: nil,
                PackageMoment(happenedAt: moment.now, recordedAt: moment.now, actorID: command.actor.id))
            return try store.packageView(store.existingPackage(package.number))
        }
    }
}

/// Brings packages into the world.
struct PackageMaking {
    let store: Store
    let moment: Moment

    /// - Throws: `package_exists`; two packages never share a number.
    func make(numbered text: String) throws -> Package {
        let number = PackageNumbers.meant(by: text)
        if try store.package(number: number) != nil {
            throw Refusal(.conflict, "package_exists", "There is already a package “\(number)”.")
        }
        let package = Package(id: try store.drawPackageKey(), number: number)
        try store.insert(package)
        return package
    }

    /// An SSCC under the company's prefix whose serial reference nobody else gets: the package's own key.
    func makeSSCC() throws -> Package {
        let prefix = moment.settings.companyPrefix ?? PackageNumbers.prefixWithinCompany
        while true {
            let key = try store.drawPackageKey()
            guard let sscc = PackageNumbers.sscc(prefix: prefix, reference: key.rawValue) else {
                throw Refusal.rule(
                    "numbers_used_up",
                    "The GS1 prefix \(prefix) has no serial references left. Set another one in the settings.")
            }
            let package = Package(id: key, number: sscc.digits)
            if try store.package(number: sscc.digits) == nil {
                try store.insert(package)
                return package
            }
            if store.engine == .sqlite { return try makeBeside(sscc, prefix) }
        }
    }

    /// Somebody has put the number on a package of his own: the next free one, under the same key.
    private func makeBeside(_ taken: SSCC, _ prefix: String) throws -> Package {
        let key = try store.drawPackageKey()
        var reference = key.rawValue
        while let sscc = PackageNumbers.sscc(prefix: prefix, reference: reference) {
            if try store.package(number: sscc.digits) == nil {
                let package = Package(id: key, number: sscc.digits)
                try store.insert(package)
                return package
            }
            reference += 1
        }
        throw Refusal.rule("numbers_used_up", "The GS1 prefix \(prefix) has no serial references left.")
    }
}

extension Store {
    func existingPackage(_ number: String) throws -> Package {
        guard let package = try package(number: PackageNumbers.meant(by: number)) else {
            throw Refusal.notFound("package", number)
        }
        return package
    }

    /// A place of ours where a package can stand.
    func standingPlace(_ code: String, at pointer: String) throws -> Location {
        guard let place = try location(code: code) else {
            throw Refusal.rule("not_found", "There is no place “\(code)”.", at: pointer)
        }
        guard place.usage.holdsStock else {
            throw Refusal.rule(
                "not_a_stock_place", "\(code) is no place of ours where goods can stand.", at: pointer)
        }
        return place
    }
}
