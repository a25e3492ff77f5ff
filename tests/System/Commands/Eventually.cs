using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Xunit.Sdk;

namespace Trireme.Tests.System.Commands;

/// <summary>Waits for what comes in its own time. The only place where these tests wait.</summary>
internal static class Eventually
{
    /// <summary>How long a test waits where it does not say.</summary>
    public static readonly TimeSpan Usual = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);

    /// <summary>Looks again and again until a condition holds; returns what was seen then.</summary>
    /// <exception cref="XunitException">It did not hold in time; the message has what was seen last.</exception>
    public static async Task<T> HoldsAsync<T>(
        Func<Task<T>> look, Func<T, bool> condition, TimeSpan? limit = null, [CallerArgumentExpression(nameof(condition))] string what = "")
    {
        var time = TimeProvider.System;
        var started = time.GetTimestamp();
        while (true)
        {
            var (seen, value, error) = await LookAsync(look);
            if (seen && condition(value!))
                return value!;
            if (time.GetElapsedTime(started) > (limit ?? Usual))
                throw new XunitException($"not within {(limit ?? Usual).TotalSeconds} s: {what}\nseen last: {(seen ? value : error)}");
            await Task.Delay(Poll, time);
        }
    }

    // A look that fails, say while a server restarts, is one that sees nothing yet.
    [SuppressMessage("Design", "CA1031", Justification = "whatever failed is shown when time is up")]
    private static async Task<(bool Seen, T? Value, Exception? Error)> LookAsync<T>(Func<Task<T>> look)
    {
        try
        {
            return (true, await look(), null);
        }
        catch (Exception error)
        {
            return (false, default, error);
        }
    }
}
