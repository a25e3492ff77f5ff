using System.Text;
using Trireme.Storage.Sqlite;
using Trireme.Tests.CrashWriter;

// Trireme.Tests.CrashWriter DATABASE SEED [REVISIONS]: writes until it is killed; with REVISIONS, keeps only so much history.
// so many that a group takes a while to write: the moment between an early acknowledgement and the disk would be hit
const int Tasks = 64;

var output = Console.OpenStandardOutput();
output.Write("opening\n"u8);
var options = new SqliteStoreOptions
{
    HistoryDuration = null,
    HistoryRevisions = args.Length > 2 ? long.Parse(args[2]) : null,
};
await using var store = await SqliteStore.OpenAsync(args[0], options, TimeProvider.System, CancellationToken.None);
var seed = int.Parse(args[1]);
var gate = new Lock();
await Task.WhenAll(Enumerable.Range(0, Tasks).Select(i => Task.Run(() => new WritingTask(store, (seed * Tasks) + i, Acknowledge).RunAsync())));

void Acknowledge(string line)
{
    var bytes = Encoding.UTF8.GetBytes(line + "\n");
    lock (gate)
    {
        // one system call a line: nothing that was acknowledged waits in a buffer that dies with the process
        output.Write(bytes);
    }
}
