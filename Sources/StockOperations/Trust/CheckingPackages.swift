import StockDomain
import StockStore

extension Checking {
    /// Each package is in one place, with what stands in it; what is in it is worked out with the piles.
    func checkPackages() throws {
        for number in try store.packagesElsewhere() {
            add("package_elsewhere") { "Package \(number) is kept to stand elsewhere than goods that are in it." }
        }
        for number in try store.packagesMisplaced() {
            add("package_misplaced") { "Package \(number) stands in a package that is elsewhere or stands in it." }
        }
        for number in try store.packagesUnknown() {
            add("package_misplaced") { "Package \(number) stands in another package than its history says." }
        }
    }
}
