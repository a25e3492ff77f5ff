namespace Trireme.Controllers.Framework;

/// <summary>Does many like things in growing batches: 1, 2, 4, … so that what fails for one is not tried for all.</summary>
internal static class SlowStart
{
    /// <summary>Runs an action so many times, and no further batch after one with a failure.</summary>
    /// <returns>How many were not tried, and the first failure or null.</returns>
    public static async Task<(int Skipped, TFailure? Failure)> RunAsync<TFailure>(int count, Func<Task<TFailure?>> action)
        where TFailure : class
    {
        var left = count;
        for (var batch = Math.Min(1, left); batch > 0; batch = Math.Min(batch * 2, left))
        {
            var running = new Task<TFailure?>[batch];
            for (var i = 0; i < batch; i++)
                running[i] = action();
            var results = await Task.WhenAll(running).ConfigureAwait(false);
            left -= batch;
            if (Array.Find(results, static result => result is not null) is { } failure)
                return (left, failure);
        }
        return (left, null);
    }
}
