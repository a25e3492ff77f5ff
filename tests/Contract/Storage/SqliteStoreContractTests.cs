using Trireme.Storage;
using Trireme.Storage.Sqlite;

namespace Trireme.Tests.Contract.Storage;

/// <summary>The contract on SQLite.</summary>
public sealed class SqliteStoreContractTests : StoreContract
{
    private readonly string _folder = Directory.CreateTempSubdirectory("trireme-store-").FullName;

    protected override async Task<IStore> OpenAsync() =>
        await SqliteStore.OpenAsync(
            Path.Combine(_folder, "state.db"),
            new SqliteStoreOptions { HistoryDuration = null, HistoryRevisions = null },
            TimeProvider.System,
            CancellationToken.None);

    protected override void CleanUp() => Directory.Delete(_folder, recursive: true);
}
