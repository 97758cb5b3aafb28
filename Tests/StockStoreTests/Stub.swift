// StockStoreTests
