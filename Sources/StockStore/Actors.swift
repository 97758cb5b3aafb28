import SQLCore
import StockDomain

extension Store {
    public func actor(named name: String) throws -> Actor? {
        try tx.row("SELECT id, name, role FROM actor WHERE name = \(bind: name)").map(Actor.init(row:))
    }
}

extension Actor {
    init(row: SQLRow) {
        self.init(id: row[0], name: row[1], role: row[2])
    }
}
