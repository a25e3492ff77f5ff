namespace Trireme.Scheduler.Plugins;

/// <summary>Brings raw scores into the range from 0 to 100.</summary>
internal static class Normalized
{
    /// <summary>Stretches scores so that the smallest is 0 (or stays, where all are positive and alike) and the largest 100.</summary>
    public static void ToHundred(Span<long> scores)
    {
        long least = 0, most = 0;
        foreach (var score in scores)
        {
            least = Math.Min(least, score);
            most = Math.Max(most, score);
        }
        if (most == least)
        {
            scores.Clear();
            return;
        }
        foreach (ref var score in scores)
            score = 100 * (score - least) / (most - least);
    }
}
