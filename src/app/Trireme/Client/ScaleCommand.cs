using System.CommandLine;
using System.Globalization;
using System.Text;
using Trireme.Client.Printing;
using Trireme.Client.Resources;
using Trireme.Client.Session;
using Trireme.Client.Transport;

namespace Trireme.Client;

/// <summary><c>trireme scale</c>: sets how many Pods a Deployment or the like has.</summary>
internal static class ScaleCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var resources = new Argument<string[]>("RESOURCE") { Description = "TYPE NAME... or TYPE/NAME..., such as deployment/web", Arity = ArgumentArity.ZeroOrMore };
        var replicas = new Option<int>("--replicas") { Description = "how many", Required = true, HelpName = "COUNT" };
        var current = new Option<int>("--current-replicas") { Description = "only where there are so many now; -1 for any", DefaultValueFactory = _ => -1, HelpName = "COUNT" };
        var command = new Command("scale", "set the number of Pods of a deployment, replica set or the like") { resources, replicas, current };
        new ConnectionOptions().AddTo(command).Run(command, async (result, session, cancellationToken) =>
        {
            var count = result.GetValue(replicas);
            if (count < 0)
                throw new CommandException("The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0");
            var targets = await NamedTargets.ResolveAsync(session, result.GetValue(resources) ?? [], cancellationToken).ConfigureAwait(false);
            return await NamedTargets.EachAsync(session, targets, async target =>
            {
                await ScaleAsync(session, target, count, result.GetValue(current), cancellationToken).ConfigureAwait(false);
                await session.Out.WriteAsync($"{target} scaled\n").ConfigureAwait(false);
            }).ConfigureAwait(false);
        });
        return command;
    }

    private static async Task ScaleAsync(ClientSession session, ObjectTarget target, int count, int current, CancellationToken cancellationToken)
    {
        var path = target.Address.Path(target.Namespace, target.Name, "scale");
        var version = "";
        if (current >= 0)
        {
            var scale = await session.GetAsync(path, cancellationToken).ConfigureAwait(false);
            if (scale.Number("spec", "replicas") != current)
                throw new CommandException($"Expected replicas to be {current}, was {scale.Number("spec", "replicas")}");
            version = $"\"metadata\":{{\"resourceVersion\":\"{scale.Text("metadata", "resourceVersion")}\"}},"; // a change in between is a conflict
        }
        var body = string.Create(CultureInfo.InvariantCulture, $"{{{version}\"spec\":{{\"replicas\":{count}}}}}");
        var patch = PatchBody.Merge(Encoding.UTF8.GetBytes(body));
        await session.ReadAsync(new ApiRequest("PATCH", path) { Body = patch.Body, ContentType = patch.ContentType }, cancellationToken).ConfigureAwait(false);
    }
}
