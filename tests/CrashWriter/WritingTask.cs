using Trireme.Storage;

namespace Trireme.Tests.CrashWriter;

/// <summary>Puts and deletes a few keys that all tasks share, for ever, and tells each acknowledged write: <c>revision key hash</c>, the hash being <c>-</c> for a deletion.</summary>
internal sealed class WritingTask(IStore store, int seed, Action<string> acknowledge)
{
    private const int Keys = 40;
    private const int LargestValue = 6000;

    private readonly Random _random = new(seed);

    public async Task RunAsync()
    {
        while (true)
        {
            var key = $"/registry/crash/{_random.Next(Keys)}";
            if (_random.Next(6) == 0)
            {
                var deleted = await store.CommitAsync(StoreWrite.Delete(key), CancellationToken.None);
                if (deleted.Current is not null)
                {
                    acknowledge($"{deleted.Revision} {key} -");
                }

                continue;
            }

            var value = SealedValue.Make(key, _random, LargestValue);
            var commit = await store.CommitAsync(StoreWrite.Put(key, value), CancellationToken.None);
            acknowledge($"{commit.Revision} {key} {SealedValue.Hash(value)}");
        }
    }
}
