import StockDomain
import StockStore

extension Checking {
    /// Movements fit their postings, and what came with them still belongs to them.
    func checkPostings() throws {
        for misfit in try store.misfitMovements() {
            switch misfit.reason {
            case .postingMissing:
                try add("posting_missing", misfit.postingID) { "Movements of \($0) are there, the posting is not." }
            case .packageMissing:
                try add("package_missing", misfit.postingID) { "\($0) names a package that does not exist." }
            case .otherMoment:
                try add("moment_differs", misfit.postingID) { "Movements of \($0) happened at another moment than it." }
            case .noStep:
                try add("step_missing", misfit.postingID) { "\($0) consumes or produces but belongs to no step." }
            }
        }
        for id in try store.postingsWithStraySupplierNumbers() {
            try add("supplier_number_stray", id) { "A supplier's number of \($0) is beside no movement of its lot." }
        }
    }

    /// `step_lot` is the sum of the movements of each step.
    func checkSteps() throws {
        for step in try store.stepDifferences() {
            try add("step_differs", step.stepID) {
                """
                The step of \($0) has \(try naming.lot(step.lotID)) as \(step.keptConsumed.grouped) consumed and \
                \(step.keptProduced.grouped) produced, its movements as \(step.movedConsumed.grouped) and \
                \(step.movedProduced.grouped).
                """
            }
        }
    }

    /// Numbers belong to products that exist, batches to the same product, and serial places to serials.
    func checkNumbers() throws {
        for lot in try store.strangeLots() {
            try add("number_misfit") {
                "\(try naming.lot(lot)) has a product, batch or first posting that does not fit."
            }
        }
        for lot in try store.strangeSerialPlaces() {
            try add("serial_place_differs") { "\(try naming.lot(lot)) has a place, but is no serial that has moved." }
        }
        for lot in try store.serialsWithWrongHolder() {
            try add("serial_place_differs") {
                "\(try naming.lot(lot)) is kept as held by another partner than its last posting says."
            }
        }
    }
}
