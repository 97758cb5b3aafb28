import Testing

@testable import StockDomain

struct MerkleTreeTests {
    /// Leaves of 0, 1, 1, 2, 2, 4, 8 and 16 bytes.
    static let leaves: [[UInt8]] =
        [[], [0x00], [0x10], [0x20, 0x21]] + ["01", "@ABC", "PQRSTUVW", "`abcdefghijklmno"].map { Array($0.utf8) }

    /// Worked out by a recursive program of few lines in another language, after RFC 6962, section 2.1.
    static let roots = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]

    @Test(arguments: roots.indices)
    func theRootOfTheFirstLeavesIsThatOfTheStandard(count: Int) {
        var tree = MerkleTree()
        for leaf in MerkleTreeTests.leaves.prefix(count) { tree.add(leaf: leaf) }
        #expect(tree.root.hex == MerkleTreeTests.roots[count])
    }

    @Test func theOrderOfLeavesMatters() {
        let leaves = (0..<5).map { Digest(of: [UInt8($0)]) }
        #expect(MerkleTree(leaves).root != MerkleTree(leaves.reversed()).root)
    }

    @Test func aLeafCannotPassForAnInnerNode() {
        let leaves = (0..<2).map { Digest(of: [UInt8($0)]) }
        let joined = leaves.flatMap { Digest(of: [0] + $0.bytes).bytes }
        var tree = MerkleTree()
        tree.add(leaf: joined)
        #expect(tree.root != MerkleTree(leaves).root)
    }
}
